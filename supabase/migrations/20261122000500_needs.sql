-- Needs: what children of a unit lack, per item, until when. Counts, never children.

create table public.needs (
  id bigint generated always as identity primary key,
  code text not null unique,
  programme text not null references public.programmes,
  area_id text not null references public.areas,
  plan_year int not null,
  sector text not null check (sector in ('health', 'nutrition', 'education', 'recreation', 'clothing')),
  status text not null check (status in ('draft', 'submitted', 'returned', 'approved', 'published', 'paused', 'fulfilled', 'closed', 'expired', 'withdrawn')),
  needed_by date not null,
  exception_reason text,
  return_reason text,
  created_by uuid not null references public.people,
  created_at timestamptz not null,
  decided_by uuid references public.people,
  published_at timestamptz,
  check (decided_by is null or decided_by <> created_by)
);
comment on table public.needs is 'A need of one unit in one plan year. needed_by is the last acceptable day. decided_by is never the creator.';
create index needs_area on public.needs (area_id);
create index needs_open on public.needs (needed_by) where status = 'published';

create table public.need_items (
  id bigint generated always as identity primary key,
  need_id bigint not null references public.needs,
  item text not null check (length(item) between 1 and 100),
  unit text not null check (length(unit) between 1 and 20),
  age_band text,
  quantity numeric(12, 2) not null check (quantity > 0),
  beneficiaries int check (beneficiaries >= 0)
);
comment on table public.need_items is 'What is needed and how much of it. Quantities of different units are never added up.';
create index need_items_need on public.need_items (need_id);

alter table public.needs enable row level security;
alter table public.need_items enable row level security;
create policy public_once_published on public.needs for select to anon, authenticated
  using (status in ('published', 'paused', 'fulfilled', 'closed', 'expired'));
create policy own_and_in_scope on public.needs for select to authenticated
  using (created_by = (select auth.uid()) or exists (select from private.officer_scopes((select auth.uid()), (select private.clock())) s
    where (s.area_id is null or s.area_id = needs.area_id) and (s.sector is null or s.sector = needs.sector)));
create policy as_the_need on public.need_items for select to anon, authenticated
  using (exists (select from public.needs n where n.id = need_id));
grant select on public.needs, public.need_items to anon, authenticated;

create function private.need_by_code(p_need text) returns public.needs
language sql stable set search_path = '' as $$ select n.* from public.needs n where n.code = upper(p_need) $$;
comment on function private.need_by_code is 'The need as the caller may see it; a row of nulls otherwise, so that a refusal never tells whether it exists.';
grant execute on function private.need_by_code to anon, authenticated;

create function private.read_items(p_items jsonb)
returns table (n bigint, item text, quantity numeric, unit text, age_band text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_items is null or jsonb_typeof(p_items) <> 'array' or p_items = '[]' then
    perform private.refuse('items_missing');
  end if;
  if jsonb_array_length(p_items) > 50 or exists (select from jsonb_array_elements(p_items) i
      where jsonb_typeof(i) <> 'object' or length(i ->> 'item') not between 1 and 100 or length(i ->> 'unit') not between 1 and 20 or length(i ->> 'age_band') not between 1 and 20) then
    perform private.refuse('value_invalid');
  end if;
  begin
    return query
      select t.n, t.i ->> 'item', round((t.i ->> 'quantity')::numeric, 2), t.i ->> 'unit', t.i ->> 'age_band'
      from jsonb_array_elements(p_items) with ordinality as t (i, n);
  exception when data_exception then
    perform private.refuse('quantity_invalid');
  end;
  if exists (select from jsonb_array_elements(p_items) i where round((i ->> 'quantity')::numeric, 2) <= 0) then
    perform private.refuse('quantity_invalid');
  end if;
  if exists (select from jsonb_array_elements(p_items) i where (i ->> 'quantity')::numeric > private.setting('quantity.limit')) then
    perform private.refuse('quantity_too_large', jsonb_build_object('limit', private.setting('quantity.limit')));
  end if;
end $$;
comment on function private.read_items is
  'Items as the conversation sends them: [{item, quantity, unit, age_band}]. Refuses items_missing, value_invalid, quantity_invalid (no number, zero or less), quantity_too_large (NaN, too, counts as above every limit). A missing quantity stays null.';

create function public.need_create(
  p_items jsonb, p_area text, p_due date, p_sector text, p_beneficiaries int default null,
  p_reason text default null, p_now timestamptz default now()
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
  v_need public.needs;
begin
  if not exists (select from public.role_grants g where g.person_id = me and g.role in ('commune_officer', 'agency_officer', 'province_officer')
      and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now) then
    perform private.refuse('not_allowed');
  end if;
  perform private.require_choice(coalesce(p_sector, ''), array['health', 'nutrition', 'education', 'recreation', 'clothing']);
  perform private.require_area(p_area, p_now);
  if not private.is_officer_for(me, p_area, p_sector, p_now) then
    perform private.refuse('area_out_of_scope', jsonb_build_object('area', private.area_json(p_area)));
  end if;
  perform private.require_due(p_due, p_now);
  if p_due is null then
    perform private.refuse('value_invalid');
  end if;
  if p_beneficiaries < 0 then
    perform private.refuse('quantity_invalid');
  end if;
  if exists (select from private.read_items(p_items) where item is null or quantity is null) then
    perform private.refuse('items_missing');
  end if;
  if p_reason is null
    and exists (select from public.area_designations d where d.verified and private.day_of(p_now) between d.valid_from and coalesce(d.valid_to, 'infinity'))
    and not exists (select from public.area_designations d where d.verified
      and private.day_of(p_now) between d.valid_from and coalesce(d.valid_to, 'infinity') and private.area_within(p_area, d.area_id)) then
    perform private.refuse('area_not_designated', jsonb_build_object('area', private.area_json(p_area)));
  end if;
  insert into public.needs (code, programme, area_id, plan_year, sector, status, needed_by, exception_reason, created_by, created_at)
  values (private.next_code('NC', p_now), (select p.code from public.programmes p order by p.valid_from desc limit 1), p_area,
    extract(year from p_due)::int, p_sector, 'submitted', p_due, p_reason, me, p_now)
  returning * into v_need;
  insert into public.need_items (need_id, item, unit, age_band, quantity, beneficiaries)
  select v_need.id, i.item, coalesce(i.unit, 'piece'), i.age_band, i.quantity, p_beneficiaries from private.read_items(p_items) i order by i.n;
  perform private.audit('need.submit', v_need.code, null, jsonb_build_object('items', p_items, 'due', p_due, 'area', p_area), p_now, p_reason);
  perform private.notify_role('province_officer', null, 'notice.need_submitted',
    jsonb_build_object('need', private.need_json(v_need.id)), 'need:' || v_need.code || ':submitted', p_now,
    jsonb_build_array(jsonb_build_object('label', 'approve', 'say', 'need.approve ' || v_need.code), jsonb_build_object('label', 'return_need', 'say', 'need.return ' || v_need.code)));
  return private.need_json(v_need.id);
end $$;
comment on function public.need_create is
  'Proposes a need (C2: draft and submitted in one step, because the conversation read it back). Officers in scope only. Refuses not_allowed, area_unknown, area_retired, area_out_of_scope, area_not_designated, date_past, value_invalid, items_missing, quantity_*. Answers the need.';
grant execute on function public.need_create to authenticated;

create function private.need_for_decision(p_need text, p_now timestamptz) returns public.needs
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_need public.needs;
begin
  if not private.has_role(auth.uid(), 'province_officer', p_now) then
    perform private.refuse('not_allowed');
  end if;
  select * into v_need from public.needs where code = upper(p_need) for update;
  if v_need.id is null then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_need)));
  end if;
  if v_need.created_by = auth.uid() then
    perform private.refuse('self_approval', jsonb_build_object('code', v_need.code));
  end if;
  return v_need;
end $$;
comment on function private.need_for_decision is 'The locked need that a province officer decides on. Refuses not_allowed, not_found, self_approval.';

create function private.need_set_status(p_need public.needs, p_status text, p_action text, p_reason text, p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.needs set status = p_status, decided_by = coalesce(auth.uid(), decided_by),
    return_reason = case when p_status = 'returned' then p_reason else return_reason end,
    published_at = case when p_status = 'published' then coalesce(published_at, p_now) else published_at end
  where id = p_need.id;
  perform private.audit(p_action, p_need.code, jsonb_build_object('status', p_need.status), jsonb_build_object('status', p_status), p_now, p_reason);
  if p_need.created_by is distinct from auth.uid() then
    perform private.notify(p_need.created_by, 'notice.' || replace(p_action, '.', '_'),
      jsonb_build_object('need', private.need_json(p_need.id), 'reason', p_reason), p_action || ':' || p_need.code, p_now);
  end if;
  return private.need_json(p_need.id);
end $$;
comment on function private.need_set_status is 'Moves a need to a state after its guard was checked: audit row and word to its creator included.';

create function public.need_approve(p_need text, p_publish boolean default true, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_need public.needs := private.need_for_decision(p_need, p_now);
begin
  if v_need.status <> 'submitted' then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_need.code, 'status', v_need.status));
  end if;
  if v_need.needed_by < private.day_of(p_now) then
    perform private.refuse('date_past', jsonb_build_object('date', v_need.needed_by));
  end if;
  return private.need_set_status(v_need, case when p_publish then 'published' else 'approved' end,
    case when p_publish then 'need.publish' else 'need.approve' end, null, p_now);
end $$;
comment on function public.need_approve is 'Province: approves a submitted need of somebody else and, unless told otherwise, publishes it. Refuses not_allowed, not_found, self_approval, wrong_state, date_past.';

create function public.need_return(p_need text, p_reason text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_need public.needs := private.need_for_decision(p_need, p_now);
begin
  if coalesce(trim(p_reason), '') = '' then
    perform private.refuse('reason_missing');
  end if;
  if v_need.status not in ('submitted', 'approved') then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_need.code, 'status', v_need.status));
  end if;
  return private.need_set_status(v_need, 'returned', 'need.return', p_reason, p_now);
end $$;
comment on function public.need_return is 'Province: sends a need back with a reason. Refuses not_allowed, not_found, self_approval, reason_missing, wrong_state.';

create function public.need_publish(p_need text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_need public.needs := private.need_for_decision(p_need, p_now);
begin
  if v_need.status not in ('approved', 'paused') then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_need.code, 'status', v_need.status));
  end if;
  return private.need_set_status(v_need, 'published', 'need.publish', null, p_now);
end $$;
comment on function public.need_publish is 'Province: publishes an approved or paused need. Refuses not_allowed, not_found, self_approval, wrong_state.';

create function public.need_withdraw(p_need text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_need public.needs;
begin
  select * into v_need from public.needs where code = upper(p_need) and created_by = auth.uid() for update;
  if v_need.id is null then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_need)));
  end if;
  if v_need.status not in ('draft', 'submitted', 'returned', 'approved')
    and not (v_need.status = 'published' and not exists (select from public.pledges p where p.need_id = v_need.id and p.status not in ('declined', 'cancelled', 'lapsed'))) then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_need.code, 'status', v_need.status));
  end if;
  update public.needs set status = 'withdrawn' where id = v_need.id;
  perform private.audit('need.withdraw', v_need.code, jsonb_build_object('status', v_need.status), jsonb_build_object('status', 'withdrawn'), p_now);
  return private.need_json(v_need.id);
end $$;
comment on function public.need_withdraw is 'Its creator takes a need back as long as nobody has an active pledge on it. Refuses not_found, wrong_state.';
grant execute on function public.need_approve, public.need_return, public.need_publish, public.need_withdraw to authenticated;
