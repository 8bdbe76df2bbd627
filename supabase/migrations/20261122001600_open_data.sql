-- Open data: what anybody may see, without personal data; and the calendar's one tick.

create function public.open_needs(p_area text default null, p_sector text default null, p_item text default null, p_status text default null) returns jsonb
language sql stable set search_path = '' as $$
  with asked as (
    select n.id, n.needed_by from public.needs n
    where n.status in ('published', 'paused', 'fulfilled', 'closed', 'expired')
      and (p_area is null or n.area_id in (select a.id from public.areas a where p_area in (a.code, a.name)))
      and (p_sector is null or n.sector = p_sector) and (p_status is null or n.status = p_status)
      and (p_item is null or exists (select from public.need_items ni where ni.need_id = n.id and ni.item = p_item))
  )
  select coalesce(jsonb_agg((j.shown #- '{area,id}') #- '{area,kind}' order by a.needed_by, a.id), '[]')
  from private.needs_json((select array_agg(id) from asked)) j join asked a on a.id = j.need_id
$$;
comment on function public.open_needs is 'All published needs with their quantities. The unit by its official code or its name.';

create function public.open_need(p_need text) returns jsonb
language sql stable set search_path = '' as $$
  select (private.need_json(n.id) #- '{area,id}') #- '{area,kind}' from public.needs n
  where n.code = upper(p_need) and n.status in ('published', 'paused', 'fulfilled', 'closed', 'expired')
$$;
comment on function public.open_need is 'One published need, or null.';

create function public.open_pledge(p_pledge text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('code', j ->> 'code', 'status', j ->> 'status', 'need', j ->> 'need', 'amount_vnd', j -> 'amount_vnd', 'due_on', j ->> 'due_on', 'donor', j ->> 'donor',
    'items', (select coalesce(jsonb_agg(i - 'open' - 'age_band'), '[]') from jsonb_array_elements(j -> 'items') i))
  from (select private.pledge_json(p.id, null, now()) as j from public.pledges p where p.code = upper(p_pledge)) x
$$;
comment on function public.open_pledge is 'One pledge without personal data, or null; the donor''s name only with consent to publish.';

create function public.open_stats() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'needs', jsonb_build_object('open', (select count(*) from public.needs where status = 'published'), 'fulfilled', (select count(*) from public.needs where status = 'fulfilled')),
    'items', (select coalesce(jsonb_agg(jsonb_build_object('sector', sector, 'item', item, 'unit', unit, 'needed', trim_scale(needed), 'reserved', trim_scale(reserved),
        'accepted', trim_scale(accepted), 'covered', trim_scale(covered), 'remaining', trim_scale(remaining)) order by sector, item, unit), '[]')
      from (select n.sector, g.item, g.unit, sum(g.needed) as needed, sum(g.reserved) as reserved, sum(g.accepted) as accepted, sum(g.covered) as covered, sum(g.remaining) as remaining
        from private.need_progress((select array_agg(o.id) from public.needs o where o.status in ('published', 'paused', 'fulfilled', 'closed', 'expired'))) g join public.needs n on n.id = g.need_id
        group by n.sector, g.item, g.unit) s),
    'cash_promised_vnd', (select coalesce(sum(amount_vnd), 0) from public.pledges where kind = 'cash' and status in ('proposed', 'awaiting_approval', 'confirmed', 'scheduled')),
    'pledges', (select count(*) from public.pledges where status not in ('declined', 'cancelled', 'lapsed')),
    'child_turns', (select coalesce(sum(child_turns), 0) from public.deliveries where status <> 'reversed'))
$$;
comment on function public.open_stats is 'Sums per item and unit, never across units; promised and delivered apart; child turns are turns, not children.';

create function public.open_thanks() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(t.thanks order by t.id desc), '[]') from (
    select d.id, jsonb_build_object('donor', private.donor_label(d.pledge_id, null, now()), 'area', private.area_json(d.area_id) ->> 'name', 'on', d.received_on, 'amount_vnd', null,
      'items', (private.delivery_json(d.id, now())) -> 'items') as thanks
    from (select x.* from public.deliveries x join public.pledges p on p.id = x.pledge_id
      where x.status in ('accepted', 'accepted_with_notes') and (p.visibility = 'initials' or p.visibility = 'named'
        and exists (select from public.consents c where c.person_id = p.donor_id and c.purpose = 'publish_name' and c.withdrawn_at is null))
      order by x.id desc limit 12) d
    where private.donor_label(d.pledge_id, null, now()) is not null) t
$$;
comment on function public.open_thanks is 'The newest gifts that arrived from donors who agreed to be named: [{donor, area, on, amount_vnd, items}].';

create function public.tick(p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges;
  v_need public.needs;
  v_lapsed int := 0;
  v_returned int := 0;
  v_expired int := 0;
  v_today date := private.day_of(p_now);
  v_last date := v_today - private.setting('pledge.grace_days')::int;
  v_freed bigint[] := '{}';
begin
  -- Every need that may change, in the order in which turns take them.
  perform from public.needs n where n.status = 'published' and n.needed_by < v_today
    or n.id in (select p.need_id from public.pledges p where p.status = 'offered' and p.offered_until <= p_now
      or p.status in ('proposed', 'awaiting_approval', 'waitlisted', 'confirmed', 'scheduled', 'partially_delivered') and p.due_on < v_last)
    order by n.id for update;
  for v_pledge in select * from public.pledges where status = 'offered' and offered_until <= p_now order by id for update loop
    update public.pledges set status = 'cancelled', offered_until = null, reason = 'offer_expired' where id = v_pledge.id;
    perform private.audit('pledge.offer_expired', v_pledge.code, jsonb_build_object('status', 'offered'), jsonb_build_object('status', 'cancelled'), p_now);
    perform private.notify(v_pledge.donor_id, 'notice.offer_expired', jsonb_build_object('pledge', private.pledge_json(v_pledge.id, v_pledge.donor_id, p_now)), 'offer_expired:' || v_pledge.code, p_now);
    v_freed := v_freed || v_pledge.need_id;
    v_returned := v_returned + 1;
  end loop;
  for v_pledge in select * from public.pledges p where p.status in ('proposed', 'awaiting_approval', 'waitlisted', 'confirmed', 'scheduled', 'partially_delivered') and p.due_on < v_last
      order by id for update loop
    update public.pledges set status = 'lapsed', outcome = case when private.pledge_accepted(id) > 0 then 'closed_short' end where id = v_pledge.id;
    perform private.audit('pledge.lapse', v_pledge.code, jsonb_build_object('status', v_pledge.status), jsonb_build_object('status', 'lapsed'), p_now);
    perform private.notify(v_pledge.donor_id, 'notice.pledge_lapsed', jsonb_build_object('pledge', private.pledge_json(v_pledge.id, v_pledge.donor_id, p_now)), 'lapse:' || v_pledge.code, p_now);
    v_freed := v_freed || v_pledge.need_id;
    v_lapsed := v_lapsed + 1;
  end loop;
  perform private.waitlist_offer(f.id, p_now) from (select distinct unnest(v_freed) as id order by 1) f;
  for v_need in select * from public.needs n where n.status = 'published' and n.needed_by < v_today
      and exists (select from private.need_progress(array[n.id]) g where g.remaining > 0) order by n.id for update loop
    update public.needs set status = 'expired' where id = v_need.id;
    perform private.audit('need.expire', v_need.code, jsonb_build_object('status', 'published'), jsonb_build_object('status', 'expired'), p_now);
    perform private.notify_role('province_officer', null, 'notice.need_expired', jsonb_build_object('need', private.need_json(v_need.id)), 'need:' || v_need.code || ':expired', p_now);
    v_expired := v_expired + 1;
  end loop;
  update public.inbox set event = '{}' where status <> 'pending' and done_at < p_now - make_interval(days => private.setting('messages.days')::int) and event <> '{}';
  update public.outbox set message = '{"key": "forgotten"}' where status = 'sent' and sent_at < p_now - make_interval(days => private.setting('messages.days')::int)
    and message <> '{"key": "forgotten"}';
  return jsonb_build_object('now', p_now, 'offers_expired', v_returned, 'pledges_lapsed', v_lapsed, 'needs_expired', v_expired);
end $$;
comment on function public.tick is
  'Does what is due at p_now, once, however often and after whatever gap it is called: offers from the waitlist that nobody took, pledges past their grace period (C3), needs past their last day that still lack something (C2), words of messages past messages.days (F).';
grant execute on function public.tick to nhip_cau_worker;
grant execute on function public.open_needs, public.open_need, public.open_pledge, public.open_stats, public.open_thanks to anon, authenticated;
