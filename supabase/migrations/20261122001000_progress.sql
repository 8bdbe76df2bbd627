-- What is promised, what arrived, what is still missing: always computed from the rows, promised and delivered apart.

create function private.need_progress(p_needs bigint[])
returns table (need_id bigint, need_item_id bigint, item text, unit text, age_band text, needed numeric, reserved numeric, accepted numeric, covered numeric, remaining numeric)
language sql stable security definer rows 5 set search_path = '' as $$
  select ni.need_id, ni.id, ni.item, ni.unit, ni.age_band, ni.quantity, r.reserved, a.accepted, a.covered,
    greatest(ni.quantity - r.reserved - a.accepted - a.covered, 0)
  from public.need_items ni
  cross join lateral (
    select coalesce(sum(greatest(pi.quantity - arrived.accepted, 0)), 0) as reserved
    from public.pledge_items pi
    join public.pledges p on p.id = pi.pledge_id
    cross join lateral (select coalesce(sum(di.accepted), 0) as accepted from public.delivery_items di where di.pledge_item_id = pi.id) arrived
    where pi.need_item_id = ni.id and p.status in ('proposed', 'awaiting_approval', 'offered', 'confirmed', 'scheduled', 'partially_delivered')
  ) r
  cross join lateral (
    select coalesce(sum(di.accepted) filter (where d.source <> 'other_source'), 0) as accepted,
      coalesce(sum(di.accepted) filter (where d.source = 'other_source'), 0) as covered
    from public.delivery_items di
    join public.deliveries d on d.id = di.delivery_id
    where di.need_item_id = ni.id
  ) a
  where ni.need_id = any (p_needs)
$$;
comment on function private.need_progress is
  'Quantities per need item (C2): needed; reserved = promised and not yet delivered; accepted = arrived and accepted; covered = other sources; remaining = what is missing, never negative.';

create function private.needs_json(p_needs bigint[]) returns table (need_id bigint, shown jsonb)
language sql stable security definer rows 5 set search_path = '' as $$
  select n.id, jsonb_build_object('code', n.code, 'status', n.status,
    'area', jsonb_build_object('id', a.id, 'name', a.name, 'kind', a.kind, 'code', a.code), 'sector', n.sector, 'needed_by', n.needed_by,
    'items', jsonb_agg(jsonb_build_object('item', g.item, 'unit', g.unit, 'age_band', g.age_band, 'needed', trim_scale(g.needed), 'reserved', trim_scale(g.reserved),
      'accepted', trim_scale(g.accepted), 'covered', trim_scale(g.covered), 'remaining', trim_scale(g.remaining)) order by g.need_item_id))
  from private.need_progress(p_needs) g
  join public.needs n on n.id = g.need_id
  join public.areas a on a.id = n.area_id
  group by n.id, a.id
$$;
comment on function private.needs_json is 'Needs as replies and the open data show them, all in one go. No personal data.';

create function private.need_json(p_need bigint) returns jsonb
language sql stable security definer set search_path = '' as $$ select shown from private.needs_json(array[p_need]) $$;
comment on function private.need_json is 'One need as replies and the open data show it.';

create function private.pledge_json(p_pledge bigint, p_viewer uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('code', p.code, 'status', p.status, 'outcome', p.outcome, 'kind', p.kind, 'need', n.code,
    'area', private.area_json(p.area_id), 'sector', p.sector, 'visibility', p.visibility, 'due_on', p.due_on, 'offered_until', p.offered_until,
    'amount_vnd', p.amount_vnd, 'service', p.service, 'donor', private.donor_label(p.id, p_viewer, p_now), 'reason', p.reason,
    'instalments', (select count(*) from public.instalments i where i.pledge_id = p.id),
    'items', coalesce((select jsonb_agg(jsonb_build_object('item', pi.item, 'unit', pi.unit, 'age_band', pi.age_band, 'quantity', trim_scale(pi.quantity),
        'accepted', trim_scale(private.item_accepted(pi.id)), 'open', trim_scale(greatest(pi.quantity - private.item_accepted(pi.id), 0))) order by pi.id)
      from public.pledge_items pi where pi.pledge_id = p.id and pi.quantity > 0), '[]'))
  from public.pledges p left join public.needs n on n.id = p.need_id where p.id = p_pledge
$$;
comment on function private.pledge_json is 'A pledge as this viewer (null = the public) may see it; the donor only as donor_label allows.';

create function private.delivery_json(p_delivery bigint, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('code', d.code, 'source', d.source, 'status', d.status, 'pledge', p.code, 'need', n.code, 'area', private.area_json(d.area_id),
    'received_on', d.received_on, 'source_name', d.source_name, 'photos', (select count(*) from public.evidence e where e.delivery_id = d.id),
    'items', coalesce((select jsonb_agg(jsonb_build_object('item', t.item, 'unit', t.unit, 'age_band', t.age_band, 'received', trim_scale(t.received),
        'accepted', trim_scale(t.accepted), 'rejected', trim_scale(t.rejected), 'quantity', trim_scale(t.accepted)) order by t.first)
      from (select di.item, di.unit, di.age_band, sum(di.received) as received, sum(di.accepted) as accepted, sum(di.rejected) as rejected, min(di.id) as first
        from public.delivery_items di where di.delivery_id = d.id group by di.item, di.unit, di.age_band having sum(di.received) <> 0) t), '[]'),
    'pledge_progress', case when d.pledge_id is not null then (private.pledge_json(d.pledge_id, null, p_now)) -> 'items' end,
    'need_progress', case when d.need_id is not null then private.need_json(d.need_id) -> 'items' end)
  from public.deliveries d left join public.pledges p on p.id = d.pledge_id left join public.needs n on n.id = d.need_id where d.id = p_delivery
$$;
comment on function private.delivery_json is 'A delivery with the sums of its lines (reversed ones cancel out) and what it means for its pledge and need.';

create function private.is_past_grace(p_pledge public.pledges, p_now timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(p_pledge.due_on + private.setting('pledge.grace_days')::int < private.day_of(p_now), false)
$$;
comment on function private.is_past_grace is 'True when a promise is so late that it lapses.';

create function private.pledge_settle(p_pledge bigint, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges;
  v_some boolean;
  v_status text;
begin
  select * into v_pledge from public.pledges p where p.id = p_pledge;
  if v_pledge.id is null or v_pledge.status not in ('confirmed', 'scheduled', 'partially_delivered', 'fulfilled', 'lapsed') then
    return;
  end if;
  select bool_or(private.item_accepted(pi.id) > 0), case
      when bool_and(private.item_accepted(pi.id) >= pi.quantity) then 'fulfilled'
      when v_pledge.status = 'lapsed' or v_pledge.status = 'fulfilled' and private.is_past_grace(v_pledge, p_now) then 'lapsed'
      when bool_or(private.item_accepted(pi.id) > 0) then 'partially_delivered'
      when v_pledge.status in ('partially_delivered', 'fulfilled') then 'confirmed'
      else v_pledge.status end
    into v_some, v_status from public.pledge_items pi where pi.pledge_id = p_pledge;
  if v_status is null then
    return;
  end if;
  update public.pledges set status = v_status, outcome = case when v_status = 'lapsed' and v_some then 'closed_short' end where id = p_pledge;
  if v_status <> v_pledge.status then
    perform private.audit('pledge.' || v_status, v_pledge.code, jsonb_build_object('status', v_pledge.status), jsonb_build_object('status', v_status), p_now);
  end if;
end $$;
comment on function private.pledge_settle is 'Partially delivered and fulfilled follow from accepted deliveries only; nobody types them. What has lapsed stays lapsed until all of it arrived: its rest was released and may be promised by somebody else.';

create function private.need_settle(p_need bigint, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_need public.needs;
  v_met boolean;
begin
  select * into v_need from public.needs where id = p_need;
  if v_need.id is null or v_need.status not in ('published', 'paused', 'fulfilled', 'expired') then
    return;
  end if;
  select bool_and(g.accepted + g.covered >= g.needed) into v_met from private.need_progress(array[p_need]) g;
  if v_met and v_need.status <> 'fulfilled' then
    update public.needs set status = 'fulfilled' where id = p_need;
    perform private.audit('need.fulfil', v_need.code, jsonb_build_object('status', v_need.status), jsonb_build_object('status', 'fulfilled'), p_now);
    perform private.notify(v_need.created_by, 'notice.need_fulfilled', jsonb_build_object('need', private.need_json(p_need)), 'need:' || v_need.code || ':fulfilled', p_now);
  elsif not v_met and v_need.status = 'fulfilled' then
    update public.needs set status = 'published' where id = p_need;
    perform private.audit('need.reopen', v_need.code, jsonb_build_object('status', 'fulfilled'), jsonb_build_object('status', 'published'), p_now);
  end if;
end $$;
comment on function private.need_settle is 'A need is fulfilled when accepted and covered reach every item, and open again when a correction takes that back.';
