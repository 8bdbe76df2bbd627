-- Officers log what arrived, correct it, and record support from other sources.

create function private.officer_pledge(p_pledge text, p_now timestamptz) returns public.pledges
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges;
begin
  select * into v_pledge from public.pledges where code = upper(p_pledge);
  if v_pledge.id is null or not private.is_officer_for(auth.uid(), coalesce(v_pledge.area_id, ''), coalesce(v_pledge.sector, ''), p_now) then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_pledge)));
  end if;
  perform from public.needs where id = v_pledge.need_id for update;
  select * into v_pledge from public.pledges where id = v_pledge.id for update;
  if v_pledge.donor_id = auth.uid() then
    perform private.refuse('self_receipt', jsonb_build_object('code', v_pledge.code));
  end if;
  if v_pledge.kind = 'cash' then
    perform private.refuse('not_allowed');
  end if;
  if v_pledge.status not in ('confirmed', 'scheduled', 'partially_delivered', 'lapsed', 'fulfilled') then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_pledge.code, 'status', v_pledge.status));
  end if;
  return v_pledge;
end $$;
comment on function private.officer_pledge is
  'The locked pledge whose goods the caller receives. Refuses not_found (also out of scope), self_receipt (two-person rule), not_allowed (money is received by the fund only), wrong_state. Late goods of a lapsed pledge are still received.';

create function private.delivery_settle(p_delivery bigint, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_sum record;
  v_delivery public.deliveries;
begin
  select coalesce(sum(accepted), 0) as accepted, coalesce(sum(rejected), 0) as rejected into v_sum from public.delivery_items where delivery_id = p_delivery;
  update public.deliveries set status = case when v_sum.accepted = 0 and v_sum.rejected = 0 then 'reversed' when v_sum.accepted = 0 then 'rejected'
    when v_sum.rejected > 0 then 'accepted_with_notes' else 'accepted' end
  where id = p_delivery returning * into v_delivery;
  perform private.pledge_settle(v_delivery.pledge_id, p_now), private.need_settle(v_delivery.need_id, p_now), private.waitlist_offer(v_delivery.need_id, p_now);
end $$;
comment on function private.delivery_settle is 'Derives the states of a delivery, its pledge and its need from the ledger lines; what a correction sets free is offered to those who wait.';

create function private.walk_in_need(p_need text, p_area text, p_items jsonb, p_now timestamptz) returns public.needs
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_need public.needs;
begin
  if p_need is null and p_area is not null then
    select n.* into v_need from public.needs n where n.status in ('published', 'paused') and n.area_id in (select private.areas_below(p_area))
      and private.is_officer_for(auth.uid(), n.area_id, n.sector, p_now)
      and exists (select from public.need_items ni join private.read_items(p_items) i on i.item = ni.item
        and (i.age_band is null or ni.age_band is null or ni.age_band = i.age_band) where ni.need_id = n.id)
      order by n.needed_by, n.id limit 1;
    p_need := v_need.code;
  end if;
  if p_need is not null then
    select * into v_need from public.needs where code = upper(p_need) and status in ('published', 'paused', 'fulfilled', 'expired', 'closed') for update;
    if v_need.id is null or not private.is_officer_for(auth.uid(), v_need.area_id, v_need.sector, p_now) then
      perform private.refuse('not_found', jsonb_build_object('code', upper(p_need)));
    end if;
  end if;
  return v_need;
end $$;
comment on function private.walk_in_need is 'The locked need that unpromised goods go to: the named one, else the earliest due open one of the unit with such an item, else none (nulls). Refuses not_found.';

create function private.delivery_store(
  p_source text, p_pledge public.pledges, p_need public.needs, p_area text, p_source_name text, p_date date, p_note text, p_child_turns int,
  p_lines jsonb, p_now timestamptz
) returns public.deliveries
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_delivery public.deliveries;
begin
  perform private.require_happened(p_date, p_now);
  if p_child_turns < 0 then
    perform private.refuse('quantity_invalid');
  end if;
  if p_area is null then
    perform private.refuse('area_unknown');
  end if;
  if not private.is_officer_for(auth.uid(), p_area, coalesce(p_need.sector, p_pledge.sector, ''), p_now) then
    perform private.refuse('area_out_of_scope', jsonb_build_object('area', private.area_json(p_area)));
  end if;
  insert into public.deliveries (code, source, pledge_id, need_id, area_id, source_name, received_on, status, note, child_turns, created_by, created_at)
  values (private.next_code('GN', p_now), p_source, p_pledge.id, coalesce(p_need.id, p_pledge.need_id), p_area, p_source_name,
    coalesce(p_date, private.day_of(p_now)), 'accepted', p_note, p_child_turns, auth.uid(), p_now)
  returning * into v_delivery;
  perform private.delivery_put(v_delivery, p_lines, p_now);
  perform private.delivery_settle(v_delivery.id, p_now);
  return v_delivery;
end $$;
comment on function private.delivery_store is 'Writes a delivery with its lines. Refuses date_future, value_invalid, quantity_invalid, area_unknown, area_out_of_scope.';

create function public.delivery_log(
  p_pledge text default null, p_need text default null, p_area text default null, p_items jsonb default null, p_date date default null,
  p_rejected numeric default null, p_reject_reason text default null, p_surplus text default null, p_child_turns int default null,
  p_text text default null, p_evidence jsonb default '[]', p_now timestamptz default now()
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges;
  v_need public.needs;
  v_delivery public.deliveries;
  v_lines jsonb;
  v_result jsonb;
begin
  perform private.require_evidence(p_evidence);
  if p_pledge is not null then
    v_pledge := private.officer_pledge(p_pledge, p_now);
    v_lines := private.pledge_lines(v_pledge, p_items, p_rejected, p_reject_reason, p_surplus);
    v_delivery := private.delivery_store('pledge', v_pledge, v_need, coalesce(v_pledge.area_id, p_area), null, p_date, p_text, p_child_turns, v_lines, p_now);
  else
    if p_area is not null then
      perform private.require_area(p_area, p_now);
    end if;
    v_need := private.walk_in_need(p_need, p_area, p_items, p_now);
    v_lines := private.need_lines(v_need, p_items, p_rejected, p_reject_reason);
    v_delivery := private.delivery_store('walk_in', v_pledge, v_need, coalesce(v_need.area_id, p_area), null, p_date, p_text, p_child_turns, v_lines, p_now);
  end if;
  v_result := private.delivery_json(v_delivery.id, p_now) || jsonb_build_object('photo_used_before', private.evidence_add(v_delivery.id, p_evidence, p_now));
  perform private.audit('delivery.log', v_delivery.code, null, v_result, p_now);
  if v_pledge.id is not null then
    perform private.notify(v_pledge.donor_id, case v_result ->> 'status' when 'rejected' then 'notice.delivery_rejected' else 'notice.delivery_received' end,
      jsonb_build_object('delivery', private.delivery_json(v_delivery.id, p_now), 'pledge', private.pledge_json(v_pledge.id, v_pledge.donor_id, p_now)), 'delivery:' || v_delivery.code, p_now);
  end if;
  return v_result;
end $$;
comment on function public.delivery_log is
  'An officer logs goods that arrived (C4): for a pledge, or unpromised for a need or a unit. p_items carries what was received, rejects (p_rejected, of the first item) included. The donor is told in the same transaction. Refuses not_found, self_receipt, not_allowed, wrong_state, surplus, items_missing, item_not_in_need, unit_mismatch, quantity_*, date_future, area_*.';

create function private.delivery_for_correction(p_delivery text, p_source text[], p_now timestamptz) returns public.deliveries
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_delivery public.deliveries;
begin
  select * into v_delivery from public.deliveries where code = upper(p_delivery) and source = any (p_source);
  if v_delivery.id is null or not private.is_officer_for(auth.uid(), v_delivery.area_id,
      coalesce((select n.sector from public.needs n where n.id = v_delivery.need_id), ''), p_now) then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_delivery)));
  end if;
  perform from public.needs where id = v_delivery.need_id for update;
  perform from public.pledges where id = v_delivery.pledge_id for update;
  select * into v_delivery from public.deliveries where id = v_delivery.id for update;
  if v_delivery.status = 'reversed' then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_delivery.code, 'status', v_delivery.status));
  end if;
  if not private.has_role(auth.uid(), 'province_officer', p_now)
    and (v_delivery.created_by <> auth.uid() or p_now > v_delivery.created_at + make_interval(hours => private.setting('delivery.correction_hours')::int)) then
    perform private.refuse('too_late', jsonb_build_object('code', v_delivery.code, 'hours', private.setting('delivery.correction_hours')));
  end if;
  return v_delivery;
end $$;
comment on function private.delivery_for_correction is 'The locked delivery that the caller may correct: its creator for delivery.correction_hours, the province always. Refuses not_found, wrong_state, too_late.';

create function private.delivery_undo_lines(p_delivery bigint, p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.delivery_items (delivery_id, need_item_id, pledge_item_id, item, unit, age_band, received, accepted, rejected, reject_reason, reverses, created_at)
  select delivery_id, need_item_id, pledge_item_id, item, unit, age_band, -received, -accepted, -rejected, reject_reason, id, p_now
  from public.delivery_items d
  where d.delivery_id = p_delivery and d.reverses is null and not exists (select from public.delivery_items r where r.reverses = d.id)
$$;
comment on function private.delivery_undo_lines is 'Adds the reversing entries of all lines that still count.';

create function public.delivery_amend(
  p_delivery text, p_items jsonb default null, p_date date default null, p_rejected numeric default null, p_reject_reason text default null,
  p_surplus text default null, p_now timestamptz default now()
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_delivery public.deliveries := private.delivery_for_correction(p_delivery, array['pledge', 'walk_in'], p_now);
  v_before jsonb := private.delivery_json(v_delivery.id, p_now);
  v_pledge public.pledges;
  v_need public.needs;
begin
  if p_items is null and p_date is null and p_rejected is null then
    perform private.refuse('nothing_to_change', jsonb_build_object('code', v_delivery.code));
  end if;
  perform private.require_happened(p_date, p_now);
  if p_items is not null or p_rejected is not null then
    p_items := coalesce(p_items, (select jsonb_agg(jsonb_build_object('item', i ->> 'item', 'unit', i ->> 'unit', 'age_band', i ->> 'age_band', 'quantity', i -> 'received')) from jsonb_array_elements(v_before -> 'items') i));
    perform private.delivery_undo_lines(v_delivery.id, p_now);
    select * into v_pledge from public.pledges where id = v_delivery.pledge_id;
    select * into v_need from public.needs where id = v_delivery.need_id;
    perform private.delivery_put(v_delivery, case when v_pledge.id is not null
      then private.pledge_lines(v_pledge, p_items, p_rejected, p_reject_reason, p_surplus) else private.need_lines(v_need, p_items, p_rejected, p_reject_reason) end, p_now);
  end if;
  update public.deliveries set received_on = coalesce(p_date, received_on) where id = v_delivery.id;
  perform private.delivery_settle(v_delivery.id, p_now);
  perform private.audit('delivery.amend', v_delivery.code, v_before, private.delivery_json(v_delivery.id, p_now), p_now);
  perform private.notify(p.donor_id, 'notice.delivery_corrected',
    jsonb_build_object('delivery', private.delivery_json(v_delivery.id, p_now), 'pledge', private.pledge_json(p.id, p.donor_id, p_now)),
    'correct:' || v_delivery.code || ':' || coalesce(current_setting('nhip_cau.turn', true), ''), p_now)
  from public.pledges p where p.id = v_delivery.pledge_id;
  return private.delivery_json(v_delivery.id, p_now);
end $$;
comment on function public.delivery_amend is 'Corrects a logged delivery by reversing entries and new ones. Refuses as delivery_log, and too_late, nothing_to_change.';

create function public.delivery_reverse(p_delivery text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_delivery public.deliveries := private.delivery_for_correction(p_delivery, array['pledge', 'walk_in', 'other_source'], p_now);
  v_before jsonb := private.delivery_json(v_delivery.id, p_now);
begin
  perform private.delivery_undo_lines(v_delivery.id, p_now);
  perform private.delivery_settle(v_delivery.id, p_now);
  perform private.audit('delivery.reverse', v_delivery.code, v_before, private.delivery_json(v_delivery.id, p_now), p_now);
  perform private.notify(p.donor_id, 'notice.delivery_corrected',
    jsonb_build_object('delivery', private.delivery_json(v_delivery.id, p_now), 'pledge', private.pledge_json(p.id, p.donor_id, p_now)), 'reverse:' || v_delivery.code, p_now)
  from public.pledges p where p.id = v_delivery.pledge_id;
  return private.delivery_json(v_delivery.id, p_now);
end $$;
comment on function public.delivery_reverse is 'Takes a logged delivery or coverage back by reversing entries. Refuses not_found, wrong_state, too_late.';

create function public.coverage_log(
  p_items jsonb, p_area text, p_source text, p_date date default null, p_need text default null, p_text text default null, p_now timestamptz default now()
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_none public.pledges;
  v_need public.needs;
  v_delivery public.deliveries;
begin
  if coalesce(trim(p_source), '') = '' then
    perform private.refuse('reason_missing');
  end if;
  perform private.require_area(p_area, p_now);
  v_need := private.walk_in_need(p_need, p_area, p_items, p_now);
  v_delivery := private.delivery_store('other_source', v_none, v_need, p_area, p_source, p_date, p_text, null, private.need_lines(v_need, p_items, null, null), p_now);
  perform private.audit('coverage.log', v_delivery.code, null, private.delivery_json(v_delivery.id, p_now), p_now);
  return private.delivery_json(v_delivery.id, p_now);
end $$;
comment on function public.coverage_log is
  'An officer records support from another source (B7): it lessens what is missing and is not counted as mobilised. Refuses area_*, reason_missing (no source), items_missing, unit_mismatch, quantity_*, date_future.';

create function public.evidence_add(p_delivery text, p_evidence jsonb, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_delivery public.deliveries := private.delivery_for_correction(p_delivery, array['pledge', 'walk_in', 'other_source'], p_now);
  v_again boolean;
begin
  perform private.require_evidence(coalesce(p_evidence, 'null'));
  v_again := private.evidence_add(v_delivery.id, p_evidence, p_now);
  perform private.audit('evidence.add', v_delivery.code, null, jsonb_build_object('files', jsonb_array_length(p_evidence)), p_now);
  return private.delivery_json(v_delivery.id, p_now) || jsonb_build_object('photo_used_before', v_again);
end $$;
comment on function public.evidence_add is 'Adds photos to a delivery that was logged already. Refuses not_found, wrong_state, too_late, value_invalid.';
grant execute on function public.evidence_add, public.delivery_log, public.delivery_amend, public.delivery_reverse, public.coverage_log to authenticated;
