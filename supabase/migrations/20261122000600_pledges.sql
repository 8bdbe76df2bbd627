-- Promises: goods, money or a service, on a need or unspecified. A promise is never progress; only accepted deliveries are.

create table public.pledges (
  id bigint generated always as identity primary key,
  code text not null unique,
  donor_id uuid not null references public.people,
  kind text not null check (kind in ('in_kind', 'cash', 'service')),
  need_id bigint references public.needs,
  area_id text references public.areas,
  sector text check (sector in ('health', 'nutrition', 'education', 'recreation', 'clothing')),
  status text not null check (status in ('proposed', 'awaiting_approval', 'waitlisted', 'offered', 'confirmed', 'scheduled',
    'partially_delivered', 'fulfilled', 'declined', 'cancelled', 'lapsed')),
  outcome text check (outcome in ('closed_short')),
  visibility text not null default 'named' check (visibility in ('named', 'anonymous', 'initials')),
  amount_vnd bigint check (amount_vnd > 0),
  service text,
  due_on date,
  offered_until timestamptz,
  reason text,
  created_at timestamptz not null,
  check ((kind = 'cash') = (amount_vnd is not null))
);
comment on table public.pledges is
  'A promise of one donor. due_on is the last acceptable day. Money is whole VND. offered_until: until when a quantity from the waitlist is held.';
create index pledges_donor on public.pledges (donor_id);
create index pledges_need on public.pledges (need_id);
create index pledges_due on public.pledges (due_on) where status in ('proposed', 'awaiting_approval', 'waitlisted', 'confirmed', 'scheduled', 'partially_delivered');
create index pledges_offered on public.pledges (offered_until) where status = 'offered';

create table public.pledge_items (
  id bigint generated always as identity primary key,
  pledge_id bigint not null references public.pledges,
  need_item_id bigint references public.need_items,
  item text not null check (length(item) between 1 and 100),
  unit text not null,
  age_band text,
  quantity numeric(12, 2) not null check (quantity >= 0)
);
comment on table public.pledge_items is
  'What is promised. need_item_id is null for goods that no need asks for yet. quantity is 0 where a promise over several rows was reduced or an offer found nothing left.';
create index pledge_items_pledge on public.pledge_items (pledge_id);
create index pledge_items_need_item on public.pledge_items (need_item_id);

create table public.instalments (
  id bigint generated always as identity primary key,
  pledge_id bigint not null references public.pledges,
  seq int not null check (seq > 0),
  due_on date,
  quantity numeric(12, 2),
  amount_vnd bigint,
  unique (pledge_id, seq)
);
comment on table public.instalments is 'Parts of a pledge that arrive one after the other; they add up to the pledge.';

alter table public.pledges enable row level security;
alter table public.pledge_items enable row level security;
alter table public.instalments enable row level security;
create policy own on public.pledges for select to authenticated using (donor_id = (select auth.uid()));
create policy in_scope on public.pledges for select to authenticated
  using (exists (select from private.officer_scopes((select auth.uid()), (select private.clock())) s
      where (s.area_id is null or s.area_id = pledges.area_id) and (s.sector is null or s.sector = pledges.sector))
    or (kind = 'cash' and (select private.has_role((select auth.uid()), 'fund_officer', (select private.clock())))));
create policy as_the_pledge on public.pledge_items for select to authenticated
  using (exists (select from public.pledges p where p.id = pledge_id));
create policy as_the_pledge on public.instalments for select to authenticated
  using (exists (select from public.pledges p where p.id = pledge_id));
grant select on public.pledges, public.pledge_items, public.instalments to authenticated;

create function private.donor_label(p_pledge bigint, p_viewer uuid, p_now timestamptz) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when p.donor_id = p_viewer or private.has_role(p_viewer, 'province_officer', p_now) then coalesce(o.name, d.display_name)
    when p.visibility = 'anonymous' then null
    when p.visibility = 'initials' then private.initials(coalesce(o.name, d.display_name))
    when p_viewer is null and not private.has_consent(p.donor_id, 'publish_name') then null
    else coalesce(o.name, d.display_name)
  end
  from public.pledges p
  join public.people d on d.id = p.donor_id
  left join public.organisations o on o.id = d.organisation_id
  where p.id = p_pledge
$$;
comment on function private.donor_label is
  'The donor''s name as this viewer may see it (F): the donor and the province always, others by the pledge''s visibility, the public (null) only with consent to publish.';

create function private.match_items(p_need bigint, p_item text, p_unit text, p_age_band text) returns setof public.need_items
language plpgsql stable security definer set search_path = '' as $$
declare
  v_kinds int;
  v_unit text;
begin
  select count(distinct (ni.item, ni.unit)), min(ni.unit) into v_kinds, v_unit from public.need_items ni
    where ni.need_id = p_need and (p_item is null or ni.item = p_item) and (p_age_band is null or coalesce(ni.age_band, p_age_band) = p_age_band);
  if v_kinds = 0 then
    perform private.refuse('item_not_in_need', jsonb_build_object('item', p_item, 'need', private.need_json(p_need)));
  elsif p_unit is null and v_kinds > 1 then
    perform private.refuse('items_missing');
  end if;
  return query select ni.* from public.need_items ni
    where ni.need_id = p_need and (p_item is null or ni.item = p_item) and (p_age_band is null or coalesce(ni.age_band, p_age_band) = p_age_band)
      and (p_unit is null or ni.unit = p_unit)
    order by ni.id;
  if not found then
    perform private.refuse('unit_mismatch', jsonb_build_object('item', p_item, 'unit', v_unit));
  end if;
end $$;
comment on function private.match_items is
  'The rows of a need that somebody means: one item in one unit, over all age bands unless one was named. Refuses item_not_in_need, items_missing (several would fit), unit_mismatch.';

create function private.pledge_lay(p_pledge public.pledges, p_items jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_asked record;
  v_part record;
  v_left numeric;
  v_remaining numeric;
begin
  for v_asked in select * from private.read_items(p_items) i order by i.n loop
    select coalesce(sum(g.remaining), 0) into v_remaining from private.need_progress(array[p_pledge.need_id]) g
      where g.need_item_id in (select m.id from private.match_items(p_pledge.need_id, v_asked.item, v_asked.unit, v_asked.age_band) m);
    v_left := coalesce(v_asked.quantity, v_remaining);
    if v_left > v_remaining or v_remaining = 0 then
      perform private.refuse('not_enough_remaining', jsonb_build_object('need', private.need_json(p_pledge.need_id), 'item', v_asked.n,
        'asked', (select jsonb_build_object('item', m.item, 'unit', m.unit, 'age_band', v_asked.age_band, 'quantity', trim_scale(v_left))
          from private.match_items(p_pledge.need_id, v_asked.item, v_asked.unit, v_asked.age_band) m limit 1),
        'remaining', trim_scale(v_remaining)));
    end if;
    for v_part in select g.* from private.need_progress(array[p_pledge.need_id]) g
      where g.remaining > 0 and g.need_item_id in (select m.id from private.match_items(p_pledge.need_id, v_asked.item, v_asked.unit, v_asked.age_band) m)
      order by g.need_item_id
    loop
      exit when v_left <= 0;
      insert into public.pledge_items (pledge_id, need_item_id, item, unit, age_band, quantity)
      values (p_pledge.id, v_part.need_item_id, v_part.item, v_part.unit, v_part.age_band, least(v_left, v_part.remaining));
      v_left := v_left - least(v_left, v_part.remaining);
    end loop;
  end loop;
end $$;
comment on function private.pledge_lay is
  'Lays a promise over the rows of a locked need, across age bands where none was named; what one line takes is gone for the next. Refuses item_not_in_need, items_missing, unit_mismatch, value_invalid, quantity_*, and not_enough_remaining instead of ever promising more than is missing.';

create function private.pledge_queue(p_pledge public.pledges, p_items jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_asked record;
  v_row public.need_items;
begin
  for v_asked in select * from private.read_items(p_items) i order by i.n loop
    if v_asked.quantity is null or v_asked.item is null and p_pledge.need_id is null then
      perform private.refuse('items_missing');
    end if;
    v_row := null;
    if p_pledge.need_id is not null then
      select m.* into v_row from private.match_items(p_pledge.need_id, v_asked.item, v_asked.unit, v_asked.age_band) m limit 1;
    end if;
    insert into public.pledge_items (pledge_id, need_item_id, item, unit, age_band, quantity)
    values (p_pledge.id, v_row.id, coalesce(v_row.item, v_asked.item), coalesce(v_row.unit, v_asked.unit, 'piece'), coalesce(v_asked.age_band, v_row.age_band), v_asked.quantity);
  end loop;
end $$;
comment on function private.pledge_queue is
  'Items that reserve nothing yet: of a pledge on the waitlist, or of one that no need asks for. Refuses items_missing, item_not_in_need, unit_mismatch, value_invalid, quantity_*.';

create function private.first_status(p_pledge public.pledges) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when p_pledge.kind = 'service' or d.is_foreign or coalesce(o.is_foreign, false) then 'awaiting_approval'
    when p_pledge.kind = 'cash' or p_pledge.need_id is null then 'proposed'
    when exists (select from public.pledge_items pi where pi.pledge_id = p_pledge.id
      group by pi.item, pi.unit having sum(pi.quantity) > private.setting('pledge.auto_confirm_limit')) then 'proposed'
    else 'confirmed' end
  from public.people d left join public.organisations o on o.id = d.organisation_id
  where d.id = p_pledge.donor_id
$$;
comment on function private.first_status is 'What a promise may be without an officer: confirmed, or waiting because it is large, money, unspecified, foreign or a service.';

create function private.pledge_split(p_pledge public.pledges, p_count int) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if p_count < 1 or p_count > p_pledge.amount_vnd then
    perform private.refuse('quantity_invalid');
  elsif p_count > 60 then
    perform private.refuse('quantity_too_large', jsonb_build_object('limit', 60));
  end if;
  delete from public.instalments where pledge_id = p_pledge.id;
  insert into public.instalments (pledge_id, seq, due_on, amount_vnd)
  select p_pledge.id, s, p_pledge.due_on, p_pledge.amount_vnd / p_count + case when s <= p_pledge.amount_vnd % p_count then 1 else 0 end
  from generate_series(1, p_count) s where p_count > 1;
end $$;
comment on function private.pledge_split is 'Instalments of a pledge; money adds up to the last đồng. Refuses quantity_invalid, quantity_too_large (over 60: five years of months).';

create function private.pledge_notice(p_pledge public.pledges, p_key text, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_params jsonb := jsonb_build_object('pledge', private.pledge_json(p_pledge.id, null, p_now) - 'donor');
begin
  if p_key = 'notice.pledge_waits' then
    perform private.notify_role('province_officer', null, p_key, v_params, p_key || ':' || p_pledge.code, p_now,
      jsonb_build_array(jsonb_build_object('label', 'confirm_pledge', 'say', 'pledge.confirm ' || p_pledge.code),
        jsonb_build_object('label', 'decline_pledge', 'say', 'pledge.decline ' || p_pledge.code)));
    p_key := 'notice.pledge_new';
  end if;
  if p_key <> 'notice.pledge_new' or p_pledge.area_id is not null then
    perform private.notify_officers(p_pledge.area_id, p_pledge.sector, p_key, v_params, p_key || ':' || p_pledge.code, p_now);
  end if;
end $$;
comment on function private.pledge_notice is 'Tells the officers in scope about a pledge, once per pledge and kind of news; what waits also the province, which decides. Donor names stay out of it.';

create function private.require_amount(p_amount bigint) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_amount <= 0 then
    perform private.refuse('quantity_invalid');
  elsif p_amount > private.setting('amount.limit') then
    perform private.refuse('quantity_too_large', jsonb_build_object('limit', private.setting('amount.limit')));
  end if;
end $$;
comment on function private.require_amount is 'Refuses quantity_invalid, quantity_too_large. Null is no money.';

create function public.pledge_create(
  p_need text default null, p_items jsonb default null, p_amount bigint default null, p_service text default null,
  p_area text default null, p_sector text default null, p_due date default null, p_visibility text default null,
  p_instalments int default null, p_waitlist boolean default false, p_now timestamptz default now()
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
  v_need public.needs;
  v_pledge public.pledges;
  v_kind text := case when p_amount is not null then 'cash' when p_items is not null then 'in_kind' else 'service' end;
  v_waits boolean := coalesce(p_waitlist, false) and p_need is not null and p_items is not null;
begin
  if not private.has_consent(me, 'pledge') then
    perform private.refuse('consent_missing');
  end if;
  if p_items is null and p_amount is null and p_service is null then
    perform private.refuse('items_missing');
  end if;
  if p_items is not null and p_amount is not null or length(p_service) > 500 then
    perform private.refuse('value_invalid');
  end if;
  perform private.require_amount(p_amount), private.require_due(p_due, p_now), private.require_choice(p_visibility, array['named', 'anonymous', 'initials']),
    private.require_choice(p_sector, array['health', 'nutrition', 'education', 'recreation', 'clothing']);
  if p_need is not null then
    select * into v_need from public.needs where code = upper(p_need) and status in ('published', 'paused', 'fulfilled', 'closed', 'expired') for update;
    if v_need.id is null then
      perform private.refuse('not_found', jsonb_build_object('code', upper(p_need)));
    end if;
    if v_need.status <> 'published' and not (v_waits and v_need.status = 'fulfilled') or v_need.needed_by < private.day_of(p_now) then
      perform private.refuse('wrong_state', jsonb_build_object('code', v_need.code, 'status', case v_need.status when 'published' then 'expired' else v_need.status end));
    end if;
  elsif p_area is not null then
    perform private.require_area(p_area, p_now);
  end if;
  insert into public.pledges (code, donor_id, kind, need_id, area_id, sector, status, visibility, amount_vnd, service, due_on, created_at)
  values (private.next_code('CK', p_now), me, v_kind, v_need.id, coalesce(v_need.area_id, p_area), coalesce(v_need.sector, p_sector),
    case when v_waits then 'waitlisted' else 'proposed' end, coalesce(p_visibility, 'named'), p_amount, p_service, coalesce(p_due, v_need.needed_by), p_now)
  returning * into v_pledge;
  if v_need.id is not null and p_items is not null and not v_waits then
    perform private.pledge_lay(v_pledge, p_items);
  elsif p_items is not null then
    perform private.pledge_queue(v_pledge, p_items);
  end if;
  if p_instalments is not null then
    perform private.pledge_split(v_pledge, p_instalments);
  end if;
  if not v_waits then
    update public.pledges set status = private.first_status(v_pledge) where id = v_pledge.id returning * into v_pledge;
  end if;
  if p_visibility = 'named' then
    perform private.give_consent(me, 'publish_name', '1', p_now);
  end if;
  perform private.audit('pledge.create', v_pledge.code, null, private.pledge_json(v_pledge.id, null, p_now) - 'donor', p_now);
  if v_pledge.status <> 'waitlisted' then
    perform private.pledge_notice(v_pledge, case when v_pledge.status in ('proposed', 'awaiting_approval') then 'notice.pledge_waits' else 'notice.pledge_new' end, p_now);
  end if;
  return private.pledge_json(v_pledge.id, me, p_now);
end $$;
comment on function public.pledge_create is
  'Registers a promise of the caller (C3). In kind on a published need it reserves at once, never more than is missing; large, cash, unspecified, foreign and service pledges wait for an officer. p_waitlist: queue instead of reserving. p_visibility named is the donor''s consent to publish the name. Refuses consent_missing, not_found, wrong_state, not_enough_remaining, item_not_in_need, unit_mismatch, items_missing, value_invalid, quantity_*, date_past, area_*.';
grant execute on function public.pledge_create to authenticated;
