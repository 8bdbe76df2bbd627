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
create index pledges_due on public.pledges (due_on) where status in ('confirmed', 'scheduled', 'partially_delivered');

create table public.pledge_items (
  id bigint generated always as identity primary key,
  pledge_id bigint not null references public.pledges,
  need_item_id bigint references public.need_items,
  item text not null check (length(item) between 1 and 100),
  unit text not null,
  age_band text,
  quantity numeric(12, 2) not null check (quantity > 0)
);
comment on table public.pledge_items is 'What is promised. need_item_id is null for goods that no need asks for yet.';
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
  using (private.is_officer_for((select auth.uid()), coalesce(area_id, ''), coalesce(sector, ''), (select private.clock()))
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

create function private.need_of_pledge_items(p_need public.needs, p_items jsonb)
returns table (n bigint, need_item_id bigint, item text, unit text, age_band text, quantity numeric, remaining numeric)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_asked record;
  v_part record;
  v_left numeric;
  v_remaining numeric;
begin
  for v_asked in select * from private.read_items(p_items) i order by i.n loop
    if not exists (select from public.need_items ni where ni.need_id = p_need.id
        and (v_asked.item is null or ni.item = v_asked.item) and (v_asked.age_band is null or ni.age_band is null or ni.age_band = v_asked.age_band)) then
      perform private.refuse('item_not_in_need', jsonb_build_object('item', v_asked.item, 'need', private.need_json(p_need.id)));
    end if;
    if v_asked.item is null and (select count(distinct ni.item) from public.need_items ni where ni.need_id = p_need.id) > 1 then
      perform private.refuse('items_missing');
    end if;
    select coalesce(sum(g.remaining), 0) into v_remaining from private.need_progress(array[p_need.id]) g
      where (v_asked.item is null or g.item = v_asked.item) and (v_asked.age_band is null or g.age_band is null or g.age_band = v_asked.age_band);
    v_left := coalesce(v_asked.quantity, v_remaining);
    if v_left > v_remaining or v_remaining = 0 then
      perform private.refuse('not_enough_remaining', jsonb_build_object('need', private.need_json(p_need.id), 'item', v_asked.n,
        'asked', (select jsonb_build_object('item', g.item, 'unit', g.unit, 'age_band', v_asked.age_band, 'quantity', trim_scale(v_left))
          from private.need_progress(array[p_need.id]) g where v_asked.item is null or g.item = v_asked.item limit 1),
        'remaining', trim_scale(v_remaining)));
    end if;
    for v_part in select * from private.need_progress(array[p_need.id]) g
      where (v_asked.item is null or g.item = v_asked.item) and (v_asked.age_band is null or g.age_band is null or g.age_band = v_asked.age_band)
        and g.remaining > 0 order by g.need_item_id
    loop
      exit when v_left <= 0;
      if v_asked.unit is not null and v_asked.unit <> v_part.unit then
        perform private.refuse('unit_mismatch', jsonb_build_object('item', v_part.item, 'unit', v_part.unit));
      end if;
      n := v_asked.n;
      need_item_id := v_part.need_item_id;
      item := v_part.item;
      unit := v_part.unit;
      age_band := v_part.age_band;
      quantity := least(v_left, v_part.remaining);
      remaining := v_part.remaining;
      v_left := v_left - quantity;
      return next;
    end loop;
  end loop;
end $$;
comment on function private.need_of_pledge_items is
  'Lays a promise over the rows of a locked need, across age bands where none was named. Refuses item_not_in_need, items_missing, unit_mismatch, quantity_*, and not_enough_remaining instead of ever promising more than is missing.';

create function private.pledge_notice(p_pledge public.pledges, p_key text, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.notify_officers(p_pledge.area_id, p_pledge.sector, p_key,
    jsonb_build_object('pledge', private.pledge_json(p_pledge.id, null, p_now)), p_key || ':' || p_pledge.code, p_now);
end $$;
comment on function private.pledge_notice is 'Tells the officers in scope about a pledge, once per pledge and kind of news; donor names stay out of it.';

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
  v_foreign boolean := (select p.is_foreign or coalesce(o.is_foreign, false) from public.people p left join public.organisations o on o.id = p.organisation_id where p.id = me);
begin
  if not private.has_consent(me, 'pledge') then
    perform private.refuse('consent_missing');
  end if;
  if p_items is null and p_amount is null and p_service is null then
    perform private.refuse('items_missing');
  end if;
  if p_amount is not null and (p_amount <= 0 or p_amount > private.setting('amount.limit')) then
    perform private.refuse(case when p_amount <= 0 then 'quantity_invalid' else 'quantity_too_large' end,
      jsonb_build_object('limit', private.setting('amount.limit')));
  end if;
  if p_due < private.day_of(p_now) then
    perform private.refuse('date_past', jsonb_build_object('date', p_due));
  end if;
  if p_need is not null then
    select * into v_need from public.needs where code = upper(p_need) and status in ('published', 'paused', 'fulfilled', 'closed', 'expired') for update;
    if v_need.id is null then
      perform private.refuse('not_found', jsonb_build_object('code', upper(p_need)));
    end if;
    if v_need.status <> 'published' and not (p_waitlist and v_need.status = 'fulfilled') then
      perform private.refuse('wrong_state', jsonb_build_object('code', v_need.code, 'status', v_need.status));
    end if;
  elsif p_area is not null then
    perform private.require_area(p_area, p_now);
  end if;
  insert into public.pledges (code, donor_id, kind, need_id, area_id, sector, status, visibility, amount_vnd, service, due_on, created_at)
  values (private.next_code('CK', p_now), me, v_kind, v_need.id, coalesce(v_need.area_id, p_area), coalesce(v_need.sector, p_sector),
    case when p_waitlist then 'waitlisted' when v_foreign or v_kind = 'service' then 'awaiting_approval'
      when v_kind = 'cash' or v_need.id is null
        or exists (select from jsonb_array_elements(p_items) i where (i ->> 'quantity')::numeric > private.setting('pledge.auto_confirm_limit')) then 'proposed'
      else 'confirmed' end,
    coalesce(p_visibility, 'named'), p_amount, p_service, coalesce(p_due, v_need.needed_by), p_now)
  returning * into v_pledge;
  if p_items is not null and v_need.id is not null and not p_waitlist then
    insert into public.pledge_items (pledge_id, need_item_id, item, unit, age_band, quantity)
    select v_pledge.id, q.need_item_id, q.item, q.unit, q.age_band, q.quantity from private.need_of_pledge_items(v_need, p_items) q;
  elsif p_items is not null then
    if exists (select from private.read_items(p_items) i where i.quantity is null or (i.item is null and v_need.id is null)) then
      perform private.refuse('items_missing');
    end if;
    insert into public.pledge_items (pledge_id, need_item_id, item, unit, age_band, quantity)
    select v_pledge.id, ni.id, coalesce(i.item, ni.item), coalesce(i.unit, ni.unit, 'piece'), coalesce(i.age_band, ni.age_band), i.quantity
    from private.read_items(p_items) i
    left join lateral (select * from public.need_items x where x.need_id = v_need.id and (i.item is null or x.item = i.item)
      and (i.age_band is null or x.age_band is null or x.age_band = i.age_band) order by x.id limit 1) ni on true;
  end if;
  if p_instalments > 1 then
    insert into public.instalments (pledge_id, seq, due_on, quantity, amount_vnd)
    select v_pledge.id, s, v_pledge.due_on, null,
      case when p_amount is not null then p_amount / p_instalments + case when s <= p_amount % p_instalments then 1 else 0 end end
    from generate_series(1, least(p_instalments, 60)) s;
  end if;
  if p_visibility = 'named' then
    perform private.give_consent(me, 'publish_name', '1', p_now);
  end if;
  perform private.audit('pledge.create', v_pledge.code, null, private.pledge_json(v_pledge.id, null, p_now), p_now);
  perform private.pledge_notice(v_pledge, case when v_pledge.status in ('proposed', 'awaiting_approval') then 'notice.pledge_waits' else 'notice.pledge_new' end, p_now);
  return private.pledge_json(v_pledge.id, me, p_now);
end $$;
comment on function public.pledge_create is
  'Registers a promise of the caller (C3). In kind on a published need it reserves at once, never more than is missing; large, cash, unspecified, foreign and service pledges wait for an officer. p_waitlist: queue instead of reserving. p_visibility named is the donor''s consent to publish the name. Refuses consent_missing, not_found, wrong_state, not_enough_remaining, item_not_in_need, unit_mismatch, items_missing, quantity_*, date_past, area_*.';
grant execute on function public.pledge_create to authenticated;
