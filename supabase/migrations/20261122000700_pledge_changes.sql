-- What happens to a promise afterwards: changed, withdrawn, decided on, offered from the waitlist, lapsed.

create function private.waitlist_offer(p_need bigint, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_wait public.pledges;
  v_until timestamptz := p_now + make_interval(hours => private.setting('waitlist.hold_hours')::int);
begin
  if not exists (select from public.needs n where n.id = p_need and n.status = 'published' and n.needed_by >= private.day_of(p_now)) then
    return;
  end if;
  for v_wait in select * from public.pledges p where p.need_id = p_need and p.status = 'waitlisted' order by p.id for update loop
    continue when not exists (select from public.pledge_items pi join private.need_progress(array[p_need]) g on g.need_item_id = pi.need_item_id
      where pi.pledge_id = v_wait.id and least(pi.quantity, g.remaining) > 0);
    update public.pledge_items pi set quantity = case
        when (select sum(e.quantity) from public.pledge_items e where e.pledge_id = v_wait.id and e.need_item_id = pi.need_item_id and e.id < pi.id) >= g.remaining then 0
        else least(pi.quantity, g.remaining - coalesce((select sum(e.quantity) from public.pledge_items e
          where e.pledge_id = v_wait.id and e.need_item_id = pi.need_item_id and e.id < pi.id), 0)) end
      from private.need_progress(array[p_need]) g where pi.pledge_id = v_wait.id and g.need_item_id = pi.need_item_id;
    update public.pledges set status = 'offered', offered_until = v_until where id = v_wait.id;
    perform private.audit('pledge.offer', v_wait.code, jsonb_build_object('status', 'waitlisted'),
      jsonb_build_object('status', 'offered', 'items', private.pledge_json(v_wait.id, null, p_now) -> 'items'), p_now);
    perform private.notify(v_wait.donor_id, 'notice.waitlist_offer',
      jsonb_build_object('pledge', private.pledge_json(v_wait.id, v_wait.donor_id, p_now), 'until', v_until),
      'offer:' || v_wait.code || ':' || extract(epoch from p_now)::bigint, p_now,
      jsonb_build_array(jsonb_build_object('label', 'accept_offer', 'say', 'pledge.confirm ' || v_wait.code),
        jsonb_build_object('label', 'refuse_offer', 'say', 'pledge.cancel ' || v_wait.code)));
  end loop;
end $$;
comment on function private.waitlist_offer is
  'Offers what became free on a locked need to those who wait for it, first come first served, each no more than is left. The offered quantity is held for waitlist.hold_hours.';

create function private.own_pledge(p_pledge text) returns public.pledges
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges;
begin
  select * into v_pledge from public.pledges where code = upper(p_pledge) and donor_id = auth.uid();
  if v_pledge.id is null then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_pledge)));
  end if;
  perform from public.needs where id = v_pledge.need_id for update;
  select * into v_pledge from public.pledges where id = v_pledge.id for update;
  return v_pledge;
end $$;
comment on function private.own_pledge is 'The caller''s pledge, its need locked first (every writer locks the need before the pledge). Refuses not_found, also for other people''s pledges.';

create function private.pledge_rows(p_pledge public.pledges, p_item text, p_unit text, p_age_band text) returns setof public.pledge_items
language plpgsql stable security definer set search_path = '' as $$
declare
  v_kinds int;
  v_row public.pledge_items;
begin
  select count(distinct (pi.item, pi.unit)) into v_kinds from public.pledge_items pi
    where pi.pledge_id = p_pledge.id and (p_item is null or pi.item = p_item) and (p_age_band is null or coalesce(pi.age_band, p_age_band) = p_age_band);
  if v_kinds = 0 then
    perform private.refuse('item_not_in_need', jsonb_build_object('item', p_item, 'code', p_pledge.code));
  elsif p_unit is null and v_kinds > 1 then
    perform private.refuse('items_missing');
  end if;
  for v_row in select pi.* from public.pledge_items pi
    where pi.pledge_id = p_pledge.id and (p_item is null or pi.item = p_item) and (p_age_band is null or coalesce(pi.age_band, p_age_band) = p_age_band)
    order by pi.id
  loop
    if p_unit is null or v_row.unit = p_unit then
      return next v_row;
      v_kinds := 0;
    end if;
  end loop;
  if v_kinds > 0 then
    perform private.refuse('unit_mismatch', jsonb_build_object('item', v_row.item, 'unit', v_row.unit));
  end if;
end $$;
comment on function private.pledge_rows is
  'The rows of a pledge that somebody means: one item in one unit, over all age bands unless one was named. Refuses item_not_in_need, items_missing, unit_mismatch.';

create function private.pledge_set_items(p_pledge public.pledges, p_items jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_asked record;
  v_sum record;
  v_row record;
  v_change numeric;
  v_room numeric;
  v_raised boolean := false;
begin
  for v_asked in select * from private.read_items(p_items) i order by i.n loop
    select sum(r.quantity) as pledged, sum(private.item_accepted(r.id)) as accepted, min(r.item) as item, min(r.unit) as unit into v_sum
      from private.pledge_rows(p_pledge, v_asked.item, v_asked.unit, v_asked.age_band) r;
    if v_asked.quantity is null then
      perform private.refuse('items_missing');
    elsif v_asked.quantity < v_sum.accepted then
      perform private.refuse('below_accepted', jsonb_build_object('code', p_pledge.code, 'accepted', trim_scale(v_sum.accepted), 'unit', v_sum.unit, 'item', v_sum.item));
    end if;
    v_change := v_asked.quantity - v_sum.pledged;
    v_raised := v_raised or v_change > 0;
    for v_row in select r.*, private.item_accepted(r.id) as accepted from private.pledge_rows(p_pledge, v_asked.item, v_asked.unit, v_asked.age_band) r
      order by case when v_change < 0 then -r.id else r.id end
    loop
      v_room := case when v_change < 0 then v_row.accepted - v_row.quantity
        when p_pledge.status = 'waitlisted' or v_row.need_item_id is null then v_change
        else coalesce((select g.remaining from private.need_progress(array[p_pledge.need_id]) g join public.needs n on n.id = g.need_id and n.status = 'published'
          where g.need_item_id = v_row.need_item_id), 0) end;
      v_room := case when v_change < 0 then greatest(v_change, v_room) else least(v_change, v_room) end;
      update public.pledge_items set quantity = quantity + v_room where id = v_row.id;
      v_change := v_change - v_room;
    end loop;
    if v_change > 0 then
      perform private.refuse('not_enough_remaining', jsonb_build_object('need', private.need_json(p_pledge.need_id), 'item', v_asked.n, 'pledged', trim_scale(v_sum.pledged),
        'asked', jsonb_build_object('item', v_sum.item, 'unit', v_sum.unit, 'age_band', v_asked.age_band, 'quantity', trim_scale(v_asked.quantity)),
        'remaining', trim_scale(v_asked.quantity - v_sum.pledged - v_change)));
    end if;
  end loop;
  return v_raised;
end $$;
comment on function private.pledge_set_items is
  'Sets new quantities of a pledge under the guards of C3: never below what was accepted, never above what is missing. True when something was raised.';

create function public.pledge_amend(
  p_pledge text, p_items jsonb default null, p_amount bigint default null, p_due date default null, p_visibility text default null,
  p_now timestamptz default now()
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges := private.own_pledge(p_pledge);
  v_before jsonb := private.pledge_json(v_pledge.id, null, p_now) - 'donor';
  v_raised boolean := p_amount > v_pledge.amount_vnd;
begin
  if p_items is null and p_amount is null and p_due is null and p_visibility is null then
    perform private.refuse('nothing_to_change', jsonb_build_object('code', v_pledge.code));
  end if;
  if v_pledge.status not in ('proposed', 'awaiting_approval', 'waitlisted', 'confirmed', 'scheduled', 'partially_delivered')
    and not (p_visibility is not null and p_items is null and p_amount is null and p_due is null) then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_pledge.code, 'status', v_pledge.status));
  end if;
  perform private.require_due(p_due, p_now), private.require_amount(p_amount), private.require_choice(p_visibility, array['named', 'anonymous', 'initials']);
  if p_amount is not null and v_pledge.kind <> 'cash' then
    perform private.refuse('item_not_in_need', jsonb_build_object('code', v_pledge.code));
  end if;
  if p_items is not null then
    v_raised := private.pledge_set_items(v_pledge, p_items);
  end if;
  update public.pledges set amount_vnd = coalesce(p_amount, amount_vnd), due_on = coalesce(p_due, due_on), visibility = coalesce(p_visibility, visibility)
  where id = v_pledge.id returning * into v_pledge;
  if p_amount is not null and exists (select from public.instalments i where i.pledge_id = v_pledge.id) then
    perform private.pledge_split(v_pledge, (select count(*)::int from public.instalments i where i.pledge_id = v_pledge.id));
  end if;
  if v_raised and v_pledge.status in ('confirmed', 'scheduled') and private.first_status(v_pledge) <> 'confirmed' then
    update public.pledges set status = private.first_status(v_pledge) where id = v_pledge.id returning * into v_pledge;
  end if;
  if p_visibility = 'named' then
    perform private.give_consent(v_pledge.donor_id, 'publish_name', '1', p_now);
  end if;
  perform private.pledge_settle(v_pledge.id, p_now);
  perform private.audit('pledge.amend', v_pledge.code, v_before, private.pledge_json(v_pledge.id, null, p_now) - 'donor', p_now);
  if p_items is not null then
    perform private.waitlist_offer(v_pledge.need_id, p_now);
  end if;
  if v_pledge.status <> 'waitlisted' and (p_items is not null or p_due is not null or p_amount is not null) then
    perform private.notify_officers(v_pledge.area_id, v_pledge.sector, case when v_pledge.status in ('proposed', 'awaiting_approval') then 'notice.pledge_waits' else 'notice.pledge_amended' end,
      jsonb_build_object('pledge', private.pledge_json(v_pledge.id, null, p_now) - 'donor'), 'amend:' || v_pledge.code || ':' || coalesce(current_setting('nhip_cau.turn', true), ''), p_now);
  end if;
  return private.pledge_json(v_pledge.id, v_pledge.donor_id, p_now);
end $$;
comment on function public.pledge_amend is
  'The donor changes quantity, money, last day or visibility. Down freely but never below what was accepted; up only as far as something is missing, and what an officer has to confirm waits again once it was raised. Refuses not_found, nothing_to_change, wrong_state, below_accepted, not_enough_remaining, unit_mismatch, item_not_in_need, items_missing, value_invalid, quantity_*, date_past.';

create function public.pledge_cancel(p_pledge text, p_reason text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges := private.own_pledge(p_pledge);
  v_known boolean := v_pledge.status not in ('waitlisted', 'offered');
begin
  if v_pledge.status in ('fulfilled', 'declined', 'cancelled', 'lapsed') then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_pledge.code, 'status', v_pledge.status));
  end if;
  update public.pledges set status = 'cancelled', offered_until = null, reason = p_reason,
    outcome = case when private.pledge_accepted(id) > 0 then 'closed_short' end where id = v_pledge.id
  returning * into v_pledge;
  perform private.audit('pledge.cancel', v_pledge.code, null, jsonb_build_object('status', 'cancelled', 'outcome', v_pledge.outcome), p_now, p_reason);
  perform private.waitlist_offer(v_pledge.need_id, p_now);
  if v_known then
    perform private.pledge_notice(v_pledge, 'notice.pledge_cancelled', p_now);
  end if;
  return private.pledge_json(v_pledge.id, v_pledge.donor_id, p_now);
end $$;
comment on function public.pledge_cancel is 'The donor withdraws the undelivered rest; what was accepted stays (outcome closed_short). The released quantity is offered to the waitlist. Refuses not_found, wrong_state.';

create function private.pledge_for_decision(p_pledge text, p_now timestamptz) returns public.pledges
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges;
begin
  select * into v_pledge from public.pledges where code = upper(p_pledge)
    and (donor_id = auth.uid() or private.is_officer_for(auth.uid(), coalesce(area_id, ''), coalesce(sector, ''), p_now));
  if v_pledge.id is null then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_pledge)));
  end if;
  perform from public.needs where id = v_pledge.need_id for update;
  select * into v_pledge from public.pledges where id = v_pledge.id for update;
  if v_pledge.donor_id = auth.uid() and v_pledge.status <> 'offered' then
    perform private.refuse('self_approval', jsonb_build_object('code', v_pledge.code));
  end if;
  if v_pledge.donor_id <> auth.uid() and v_pledge.status not in ('proposed', 'awaiting_approval') then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_pledge.code, 'status', v_pledge.status));
  end if;
  return v_pledge;
end $$;
comment on function private.pledge_for_decision is 'A pledge the caller may decide on: an officer in scope one that waits, a donor the own one that was offered from the waitlist. Refuses not_found, self_approval, wrong_state.';

create function public.pledge_confirm(p_pledge text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges := private.pledge_for_decision(p_pledge, p_now);
  v_status text;
begin
  update public.pledges set offered_until = null,
    status = case when donor_id = auth.uid() then private.first_status(v_pledge) else 'confirmed' end where id = v_pledge.id returning status into v_status;
  perform private.audit('pledge.confirm', v_pledge.code, jsonb_build_object('status', v_pledge.status), jsonb_build_object('status', v_status), p_now);
  if v_pledge.donor_id = auth.uid() then
    perform private.pledge_notice(v_pledge, case v_status when 'confirmed' then 'notice.pledge_new' else 'notice.pledge_waits' end, p_now);
  else
    perform private.notify(v_pledge.donor_id, 'notice.pledge_confirmed', jsonb_build_object('pledge', private.pledge_json(v_pledge.id, v_pledge.donor_id, p_now)), 'confirm:' || v_pledge.code, p_now);
  end if;
  return private.pledge_json(v_pledge.id, auth.uid(), p_now);
end $$;
comment on function public.pledge_confirm is 'An officer confirms a waiting pledge, or a donor takes what was offered from the waitlist; that then waits for an officer where a new promise would. Refuses not_found, self_approval, wrong_state.';

create function public.pledge_decline(p_pledge text, p_reason text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges := private.pledge_for_decision(p_pledge, p_now);
begin
  if coalesce(trim(p_reason), '') = '' then
    perform private.refuse('reason_missing');
  end if;
  update public.pledges set status = 'declined', offered_until = null, reason = p_reason where id = v_pledge.id;
  perform private.audit('pledge.decline', v_pledge.code, jsonb_build_object('status', v_pledge.status), jsonb_build_object('status', 'declined'), p_now, p_reason);
  perform private.waitlist_offer(v_pledge.need_id, p_now);
  if v_pledge.donor_id <> auth.uid() then
    perform private.notify(v_pledge.donor_id, 'notice.pledge_declined',
      jsonb_build_object('pledge', private.pledge_json(v_pledge.id, v_pledge.donor_id, p_now), 'reason', p_reason), 'decline:' || v_pledge.code, p_now);
  end if;
  return private.pledge_json(v_pledge.id, auth.uid(), p_now);
end $$;
comment on function public.pledge_decline is 'An officer declines a waiting pledge with a reason that the donor reads. Refuses not_found, self_approval, wrong_state, reason_missing.';
grant execute on function public.pledge_amend, public.pledge_cancel, public.pledge_confirm, public.pledge_decline to authenticated;
