-- What people may read. These run as the caller, so row level security decides which rows there are.

create function public.need_list(
  p_area text default null, p_sector text default null, p_item text default null, p_age_band text default null, p_due date default null,
  p_sort text default null, p_offset int default 0, p_limit int default 5, p_full boolean default false, p_now timestamptz default now()
) returns jsonb
language sql stable set search_path = '' as $$
  with asked as materialized (
    select n.id, n.needed_by from public.needs n
    where n.status = 'published' and n.needed_by >= (select private.day_of(p_now))
      and (p_area is null or n.area_id in (select private.areas_below(p_area)))
      and (p_sector is null or n.sector = p_sector or p_sector = 'education_recreation' and n.sector in ('education', 'recreation'))
      and (p_due is null or n.needed_by <= p_due)
      and (p_item is null or exists (select from public.need_items ni where ni.need_id = n.id and ni.item = p_item))
  ), open_needs as (
    select a.id, a.needed_by, max(g.remaining / g.needed) as gap
    from private.need_progress((select array_agg(id) from asked)) g join asked a on a.id = g.need_id
    where (p_item is null or g.item = p_item) and (p_age_band is null or g.age_band is null or g.age_band = p_age_band)
    group by a.id, a.needed_by having sum(g.remaining) > 0 or p_full
  )
  select jsonb_build_object('total', (select count(*) from open_needs), 'offset', p_offset, 'needs', coalesce((
    select jsonb_agg(private.need_json(o.id) order by o.n) from (
      select id, row_number() over (order by case when p_sort = 'gap' then -gap end, needed_by, id) as n from open_needs
      order by n offset greatest(p_offset, 0) limit least(greatest(p_limit, 1), 50)) o), '[]'))
$$;
comment on function public.need_list is 'Published needs that still lack something, most urgent first (or by gap): {total, offset, needs}. p_full: also those that are fully promised, to queue for.';

create function public.need_show(p_need text, p_now timestamptz default now()) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_need public.needs := private.need_by_code(p_need);
begin
  if v_need.id is null then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_need)));
  end if;
  return private.need_json(v_need.id) || jsonb_build_object('own', v_need.created_by = auth.uid(), 'today', private.day_of(p_now));
end $$;
comment on function public.need_show is 'One need that the caller may see. Refuses not_found.';

create function public.need_similar(p_item text, p_except text, p_now timestamptz default now()) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('need', private.need_json(s.id), 'remaining', trim_scale(s.remaining)) order by s.remaining desc, s.needed_by), '[]')
  from (
    select n.id, n.needed_by, sum(g.remaining) as remaining
    from private.need_progress((select array_agg(distinct ni.need_id) from public.need_items ni join public.needs o on o.id = ni.need_id
      where ni.item = p_item and o.status = 'published' and o.code <> upper(p_except) and o.needed_by >= (select private.day_of(p_now)))) g
    join public.needs n on n.id = g.need_id
    where g.item = p_item and g.remaining > 0
    group by n.id, n.needed_by order by remaining desc, n.needed_by limit 3) s
$$;
comment on function public.need_similar is 'Other published needs that lack the same item, largest gap first, to split a large promise: [{need, remaining}].';

create function public.pledge_list(p_pledge text default null, p_status text default null, p_offset int default 0, p_now timestamptz default now()) returns jsonb
language sql stable set search_path = '' as $$
  with own as (
    select p.id, p.status, p.created_at from public.pledges p
    where p.donor_id = (select auth.uid()) and (p_pledge is null or p.code = upper(p_pledge))
      and case p_status when 'open' then p.status in ('proposed', 'awaiting_approval', 'waitlisted', 'offered', 'confirmed', 'scheduled', 'partially_delivered')
        when 'fulfilled' then p.status = 'fulfilled'
        when 'overdue' then p.due_on < private.day_of(p_now) and p.status in ('confirmed', 'scheduled', 'partially_delivered')
        else true end
  )
  select jsonb_build_object('total', (select count(*) from own), 'offset', p_offset, 'pledges', coalesce((
    select jsonb_agg(private.pledge_json(o.id, auth.uid(), p_now) order by o.id desc) from (select id from own order by id desc offset greatest(p_offset, 0) limit 5) o), '[]'))
$$;
comment on function public.pledge_list is 'The caller''s own pledges, newest first: {total, offset, pledges}.';

create function public.pledge_show(p_pledge text, p_now timestamptz default now()) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_pledge public.pledges;
begin
  select * into v_pledge from public.pledges where code = upper(p_pledge);
  if v_pledge.id is null then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_pledge)));
  end if;
  return private.pledge_json(v_pledge.id, auth.uid(), p_now) || jsonb_build_object('own', v_pledge.donor_id = auth.uid());
end $$;
comment on function public.pledge_show is 'One pledge, if it is the caller''s or in their scope. Refuses not_found.';

create function public.delivery_show(p_delivery text, p_now timestamptz default now()) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_delivery public.deliveries;
begin
  select * into v_delivery from public.deliveries where code = upper(p_delivery);
  if v_delivery.id is null then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_delivery)));
  end if;
  return private.delivery_json(v_delivery.id, p_now);
end $$;
comment on function public.delivery_show is 'One delivery in the caller''s scope or for their pledge. Refuses not_found.';

create function public.status_query(
  p_area text default null, p_sector text default null, p_item text default null, p_status text default null, p_offset int default 0, p_now timestamptz default now()
) returns jsonb
language sql stable set search_path = '' as $$
  with scoped as (
    select n.* from public.needs n
    where exists (select from private.officer_scopes((select auth.uid()), p_now) o where (o.area_id is null or o.area_id = n.area_id) and (o.sector is null or o.sector = n.sector))
      and (p_area is null or n.area_id in (select private.areas_below(p_area))) and (p_sector is null or n.sector = p_sector)
      and (p_item is null or exists (select from public.need_items ni where ni.need_id = n.id and ni.item = p_item))
  ), lacking as (
    select distinct g.need_id from private.need_progress((select array_agg(s.id) from scoped s where s.status in ('published', 'paused', 'expired') and p_status in ('missing', 'open'))) g
    where g.remaining > 0
  ), shown as (
    select s.id, s.needed_by from scoped s
    where case when p_status = 'pending' then s.status in ('submitted', 'approved')
      when p_status = 'fulfilled' then s.status = 'fulfilled'
      when p_status = 'missing' or p_status = 'open' then s.id in (select l.need_id from lacking l)
      else s.status in ('submitted', 'approved', 'published', 'paused', 'expired', 'fulfilled') end
  ), waiting as (
    select p.id, p.due_on from public.pledges p
    where p.donor_id <> (select auth.uid()) and (p_area is null or p.area_id in (select private.areas_below(p_area))) and (p_sector is null or p.sector = p_sector)
      and case when p_status in ('overdue', 'late') then p.status in ('confirmed', 'scheduled', 'partially_delivered') and p.due_on < (select private.day_of(p_now))
        when p_status = 'pending' then p.status in ('proposed', 'awaiting_approval')
        when p_status in ('fulfilled', 'missing') then false
        else p.status in ('proposed', 'awaiting_approval', 'confirmed', 'scheduled', 'partially_delivered') end
  )
  select jsonb_build_object('area', private.area_json(p_area), 'offset', p_offset,
    'total_needs', case when p_status in ('overdue', 'late') then 0 else (select count(*) from shown) end,
    'needs', case when p_status in ('overdue', 'late') then '[]' else coalesce((select jsonb_agg(private.need_json(s.id) order by s.needed_by, s.id)
      from (select * from shown order by needed_by, id offset greatest(p_offset, 0) limit 5) s), '[]') end,
    'total_pledges', (select count(*) from waiting),
    'pledges', coalesce((select jsonb_agg(private.pledge_json(w.id, auth.uid(), p_now) order by w.due_on, w.id) from (select * from waiting order by due_on, id limit 5) w), '[]'))
$$;
comment on function public.status_query is
  'For officers, in their scope: needs with promised and delivered apart, and the pledges under way, late ones first: {area, offset, total_needs, needs, total_pledges, pledges}. p_status: open, missing, pending, fulfilled, overdue, late.';

grant execute on function private.need_progress, private.needs_json, private.need_json, private.day_of, private.area_json, private.areas_below, private.refuse to anon, authenticated;
grant execute on function private.pledge_json, private.delivery_json, private.donor_label, private.item_accepted, private.initials to authenticated;
grant execute on function public.need_list, public.need_show, public.need_similar to anon, authenticated;
grant execute on function public.pledge_list, public.pledge_show, public.delivery_show, public.status_query to authenticated;
