-- What happens to a promise afterwards: changed, withdrawn, decided on, offered from the waitlist, lapsed.

create function private.pledge_release(p_pledge bigint, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_wait record;
  v_remaining numeric;
begin
  for v_wait in
    select w.id, w.code, w.donor_id, w.due_on, wi.id as item_id, wi.need_item_id, wi.quantity
    from public.pledge_items pi
    join public.pledge_items wi on wi.need_item_id = pi.need_item_id
    join public.pledges w on w.id = wi.pledge_id and w.status = 'waitlisted'
    where pi.pledge_id = p_pledge
    order by w.id
    for update of w
  loop
    select g.remaining into v_remaining from private.need_progress(array[(select ni.need_id from public.need_items ni where ni.id = v_wait.need_item_id)]) g
      where g.need_item_id = v_wait.need_item_id;
    continue when coalesce(v_remaining, 0) <= 0;
    update public.pledge_items set quantity = least(quantity, v_remaining) where id = v_wait.item_id;
    update public.pledges set status = 'offered',
      offered_until = p_now + make_interval(hours => private.setting('waitlist.hold_hours')::int) where id = v_wait.id;
    perform private.audit('pledge.offer', v_wait.code, jsonb_build_object('status', 'waitlisted', 'quantity', v_wait.quantity),
      jsonb_build_object('status', 'offered', 'quantity', least(v_wait.quantity, v_remaining)), p_now);
    perform private.notify(v_wait.donor_id, 'notice.waitlist_offer',
      jsonb_build_object('pledge', private.pledge_json(v_wait.id, v_wait.donor_id, p_now), 'until', p_now + make_interval(hours => private.setting('waitlist.hold_hours')::int)),
      'offer:' || v_wait.code || ':' || extract(epoch from p_now)::bigint, p_now,
      jsonb_build_array(jsonb_build_object('label', 'accept_offer', 'say', 'pledge.confirm ' || v_wait.code),
        jsonb_build_object('label', 'refuse_offer', 'say', 'pledge.cancel ' || v_wait.code)));
  end loop;
end $$;
comment on function private.pledge_release is
  'Offers what a withdrawn, lapsed, declined or reduced pledge released to those who wait for the same item, first come first served. The offered quantity is held for waitlist.hold_hours.';

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

create function private.pledge_set_items(p_pledge public.pledges, p_items jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_asked record;
  v_row record;
  v_remaining numeric;
begin
  for v_asked in select * from private.read_items(p_items) i order by i.n loop
    if (select count(*) from public.pledge_items pi where pi.pledge_id = p_pledge.id and (v_asked.item is null or pi.item = v_asked.item)
        and (v_asked.age_band is null or pi.age_band = v_asked.age_band)) <> 1 then
      perform private.refuse(case when v_asked.item is null then 'items_missing' else 'item_not_in_need' end,
        jsonb_build_object('item', v_asked.item, 'code', p_pledge.code));
    end if;
    select pi.*, private.item_accepted(pi.id) as accepted into v_row from public.pledge_items pi
      where pi.pledge_id = p_pledge.id and (v_asked.item is null or pi.item = v_asked.item) and (v_asked.age_band is null or pi.age_band = v_asked.age_band);
    if v_asked.unit is not null and v_asked.unit <> v_row.unit then
      perform private.refuse('unit_mismatch', jsonb_build_object('item', v_row.item, 'unit', v_row.unit));
    end if;
    if v_asked.quantity < v_row.accepted then
      perform private.refuse('below_accepted', jsonb_build_object('code', p_pledge.code, 'accepted', trim_scale(v_row.accepted), 'unit', v_row.unit, 'item', v_row.item));
    end if;
    if p_pledge.status <> 'waitlisted' and v_row.need_item_id is not null and v_asked.quantity > v_row.quantity then
      select g.remaining into v_remaining from private.need_progress(array[p_pledge.need_id]) g where g.need_item_id = v_row.need_item_id;
      if v_asked.quantity - v_row.quantity > v_remaining then
        perform private.refuse('not_enough_remaining', jsonb_build_object('need', private.need_json(p_pledge.need_id), 'item', v_asked.n, 'pledged', trim_scale(v_row.quantity),
          'asked', jsonb_build_object('item', v_row.item, 'unit', v_row.unit, 'age_band', v_row.age_band, 'quantity', trim_scale(v_asked.quantity)),
          'remaining', trim_scale(v_remaining)));
      end if;
    end if;
    update public.pledge_items set quantity = v_asked.quantity where id = v_row.id;
  end loop;
end $$;
comment on function private.pledge_set_items is 'Sets new quantities of a pledge under the guards of C3: never below what was accepted, never above what is missing.';

create function public.pledge_amend(
  p_pledge text, p_items jsonb default null, p_amount bigint default null, p_due date default null, p_visibility text default null,
  p_now timestamptz default now()
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges := private.own_pledge(p_pledge);
  v_before jsonb := private.pledge_json(v_pledge.id, null, p_now);
begin
  if p_items is null and p_amount is null and p_due is null and p_visibility is null then
    perform private.refuse('nothing_to_change', jsonb_build_object('code', v_pledge.code));
  end if;
  if v_pledge.status not in ('proposed', 'awaiting_approval', 'waitlisted', 'confirmed', 'scheduled', 'partially_delivered')
    and not (p_visibility is not null and p_items is null and p_amount is null and p_due is null) then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_pledge.code, 'status', v_pledge.status));
  end if;
  if p_due < private.day_of(p_now) then
    perform private.refuse('date_past', jsonb_build_object('date', p_due));
  end if;
  if p_amount is not null and (v_pledge.kind <> 'cash' or p_amount <= 0 or p_amount > private.setting('amount.limit')) then
    perform private.refuse(case when v_pledge.kind <> 'cash' then 'item_not_in_need' else 'quantity_invalid' end, jsonb_build_object('code', v_pledge.code));
  end if;
  if p_items is not null then
    perform private.pledge_set_items(v_pledge, p_items);
  end if;
  update public.pledges set amount_vnd = coalesce(p_amount, amount_vnd), due_on = coalesce(p_due, due_on), visibility = coalesce(p_visibility, visibility)
  where id = v_pledge.id;
  if p_visibility = 'named' then
    perform private.give_consent(v_pledge.donor_id, 'publish_name', '1', p_now);
  end if;
  perform private.pledge_settle(v_pledge.id, p_now);
  perform private.audit('pledge.amend', v_pledge.code, v_before, private.pledge_json(v_pledge.id, null, p_now), p_now);
  if p_items is not null then
    perform private.pledge_release(v_pledge.id, p_now);
  end if;
  if v_pledge.status in ('confirmed', 'scheduled', 'partially_delivered') and (p_items is not null or p_due is not null) then
    perform private.notify_officers(v_pledge.area_id, v_pledge.sector, 'notice.pledge_amended',
      jsonb_build_object('pledge', private.pledge_json(v_pledge.id, null, p_now)), 'amend:' || v_pledge.code || ':' || coalesce(current_setting('nhip_cau.turn', true), ''), p_now);
  end if;
  return private.pledge_json(v_pledge.id, v_pledge.donor_id, p_now);
end $$;
comment on function public.pledge_amend is
  'The donor changes quantity, money, last day or visibility. Down freely but never below what was accepted; up only as far as something is missing. Refuses not_found, nothing_to_change, wrong_state, below_accepted, not_enough_remaining, unit_mismatch, quantity_*, date_past.';

create function public.pledge_cancel(p_pledge text, p_reason text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges := private.own_pledge(p_pledge);
begin
  if v_pledge.status in ('fulfilled', 'declined', 'cancelled', 'lapsed') then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_pledge.code, 'status', v_pledge.status));
  end if;
  update public.pledges set status = 'cancelled', reason = p_reason,
    outcome = case when private.pledge_accepted(id) > 0 then 'closed_short' end where id = v_pledge.id
  returning * into v_pledge;
  perform private.audit('pledge.cancel', v_pledge.code, null, jsonb_build_object('status', 'cancelled', 'outcome', v_pledge.outcome), p_now, p_reason);
  perform private.pledge_release(v_pledge.id, p_now);
  perform private.pledge_notice(v_pledge, 'notice.pledge_cancelled', p_now);
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
begin
  update public.pledges set status = 'confirmed', offered_until = null where id = v_pledge.id;
  perform private.audit('pledge.confirm', v_pledge.code, jsonb_build_object('status', v_pledge.status), jsonb_build_object('status', 'confirmed'), p_now);
  if v_pledge.donor_id = auth.uid() then
    perform private.pledge_notice(v_pledge, 'notice.pledge_new', p_now);
  else
    perform private.notify(v_pledge.donor_id, 'notice.pledge_confirmed', jsonb_build_object('pledge', private.pledge_json(v_pledge.id, v_pledge.donor_id, p_now)), 'confirm:' || v_pledge.code, p_now);
  end if;
  return private.pledge_json(v_pledge.id, auth.uid(), p_now);
end $$;
comment on function public.pledge_confirm is 'An officer confirms a waiting pledge, or a donor takes what was offered from the waitlist. Refuses not_found, self_approval, wrong_state.';

create function public.pledge_decline(p_pledge text, p_reason text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges := private.pledge_for_decision(p_pledge, p_now);
begin
  if coalesce(trim(p_reason), '') = '' then
    perform private.refuse('reason_missing');
  end if;
  update public.pledges set status = 'declined', reason = p_reason where id = v_pledge.id;
  perform private.audit('pledge.decline', v_pledge.code, jsonb_build_object('status', v_pledge.status), jsonb_build_object('status', 'declined'), p_now, p_reason);
  perform private.pledge_release(v_pledge.id, p_now);
  if v_pledge.donor_id <> auth.uid() then
    perform private.notify(v_pledge.donor_id, 'notice.pledge_declined',
      jsonb_build_object('pledge', private.pledge_json(v_pledge.id, v_pledge.donor_id, p_now), 'reason', p_reason), 'decline:' || v_pledge.code, p_now);
  end if;
  return private.pledge_json(v_pledge.id, auth.uid(), p_now);
end $$;
comment on function public.pledge_decline is 'An officer declines a waiting pledge with a reason that the donor reads. Refuses not_found, self_approval, wrong_state, reason_missing.';
grant execute on function public.pledge_amend, public.pledge_cancel, public.pledge_confirm, public.pledge_decline to authenticated;
