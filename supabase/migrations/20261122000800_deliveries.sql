-- What really arrived: received = accepted + rejected, in rows that are only added. A correction is a reversing entry.

create table public.deliveries (
  id bigint generated always as identity primary key,
  code text not null unique,
  source text not null check (source in ('pledge', 'walk_in', 'other_source')),
  pledge_id bigint references public.pledges,
  need_id bigint references public.needs,
  area_id text not null references public.areas,
  source_name text,
  received_on date not null,
  status text not null check (status in ('accepted', 'accepted_with_notes', 'rejected', 'reversed')),
  note text,
  child_turns int check (child_turns >= 0),
  created_by uuid not null references public.people,
  created_at timestamptz not null,
  check ((source = 'pledge') = (pledge_id is not null))
);
comment on table public.deliveries is 'One handover. other_source is support of another programme (coverage): it lessens a need but is not counted as mobilised.';
create index deliveries_pledge on public.deliveries (pledge_id);
create index deliveries_area on public.deliveries (area_id);

create table public.delivery_items (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references public.deliveries,
  need_item_id bigint references public.need_items,
  pledge_item_id bigint references public.pledge_items,
  item text not null,
  unit text not null,
  age_band text,
  received numeric(12, 2) not null,
  accepted numeric(12, 2) not null,
  rejected numeric(12, 2) not null,
  reject_reason text,
  reverses bigint unique references public.delivery_items,
  created_at timestamptz not null,
  check (received = accepted + rejected),
  check (reverses is not null or (accepted >= 0 and rejected >= 0))
);
comment on table public.delivery_items is 'Append-only. need_item_id null = goods in store that no need asked for; reverses = this row takes that one back.';
create index delivery_items_delivery on public.delivery_items (delivery_id);
create index delivery_items_need_item on public.delivery_items (need_item_id);
create index delivery_items_pledge_item on public.delivery_items (pledge_item_id);
create trigger append_only before update or delete or truncate on public.delivery_items
  for each statement execute function private.append_only();

create table public.evidence (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references public.deliveries,
  file_key text not null,
  sha256 text not null,
  mime text not null,
  created_by uuid not null references public.people,
  created_at timestamptz not null,
  unique (delivery_id, sha256)
);
comment on table public.evidence is 'Photos and documents of a handover. Files have no metadata (place, camera) and are never public.';
create index evidence_sha256 on public.evidence (sha256);

alter table public.deliveries enable row level security;
alter table public.delivery_items enable row level security;
alter table public.evidence enable row level security;
create policy in_scope on public.deliveries for select to authenticated
  using (exists (select from private.officer_scopes((select auth.uid()), (select private.clock())) s
    where (s.area_id is null or s.area_id = deliveries.area_id) and (s.sector is null or s.sector = (select n.sector from public.needs n where n.id = deliveries.need_id))));
create policy own_pledge on public.deliveries for select to authenticated
  using (exists (select from public.pledges p where p.id = pledge_id and p.donor_id = (select auth.uid())));
create policy as_the_delivery on public.delivery_items for select to authenticated
  using (exists (select from public.deliveries d where d.id = delivery_id));
create policy officers_only on public.evidence for select to authenticated
  using (exists (select from public.deliveries d where d.id = delivery_id
    and private.is_officer_for((select auth.uid()), d.area_id, (select n.sector from public.needs n where n.id = d.need_id), (select private.clock()))));
grant select on public.deliveries, public.delivery_items, public.evidence to authenticated;

create function private.pledge_accepted(p_pledge bigint) returns numeric
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(di.accepted), 0) from public.delivery_items di join public.pledge_items pi on pi.id = di.pledge_item_id where pi.pledge_id = p_pledge
$$;
comment on function private.pledge_accepted is 'How much of a pledge was accepted, over all its items; only to compare with zero.';

create function private.item_accepted(p_pledge_item bigint) returns numeric
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(di.accepted), 0) from public.delivery_items di where di.pledge_item_id = p_pledge_item
$$;
comment on function private.item_accepted is 'How much of one promised item was accepted.';

create function private.require_evidence(p_evidence jsonb) returns void
language plpgsql stable set search_path = '' as $$
begin
  if jsonb_typeof(p_evidence) <> 'array' or jsonb_array_length(p_evidence) > 50
    or exists (select from jsonb_array_elements(p_evidence) f where (f ->> 'key') is null or (f ->> 'sha256') !~ '^[0-9a-f]{64}$' or (f ->> 'sha256') is null or (f ->> 'mime') is null) then
    perform private.refuse('value_invalid');
  end if;
end $$;
comment on function private.require_evidence is 'Refuses value_invalid unless these are files: [{key, sha256, mime}]. Null is no file.';

create function private.evidence_add(p_delivery bigint, p_evidence jsonb, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_again boolean;
begin
  select exists (select from public.evidence e join jsonb_array_elements(p_evidence) f on e.sha256 = f ->> 'sha256' where e.delivery_id <> p_delivery) into v_again;
  insert into public.evidence (delivery_id, file_key, sha256, mime, created_by, created_at)
  select p_delivery, f ->> 'key', f ->> 'sha256', f ->> 'mime', auth.uid(), p_now from jsonb_array_elements(p_evidence) f
  on conflict (delivery_id, sha256) do nothing;
  return v_again;
end $$;
comment on function private.evidence_add is 'Attaches files [{key, sha256, mime}]; the same file once. True when one of them already proves another delivery.';

create function private.delivery_put(p_delivery public.deliveries, p_lines jsonb, p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.delivery_items (delivery_id, need_item_id, pledge_item_id, item, unit, age_band, received, accepted, rejected, reject_reason, created_at)
  select p_delivery.id, (l ->> 'need_item_id')::bigint, (l ->> 'pledge_item_id')::bigint, l ->> 'item', l ->> 'unit', l ->> 'age_band',
    (l ->> 'accepted')::numeric + (l ->> 'rejected')::numeric, (l ->> 'accepted')::numeric, (l ->> 'rejected')::numeric, l ->> 'reject_reason', p_now
  from jsonb_array_elements(p_lines) l
  where (l ->> 'accepted')::numeric + (l ->> 'rejected')::numeric > 0
$$;
comment on function private.delivery_put is 'Adds ledger lines to a delivery.';

create function private.in_lines(p_lines jsonb, p_key text, p_id bigint) returns numeric
language sql immutable set search_path = '' as $$
  select coalesce(sum((l ->> 'accepted')::numeric), 0) from jsonb_array_elements(p_lines) l where (l ->> p_key)::bigint = p_id
$$;
comment on function private.in_lines is 'What lines that are not written yet already take of a pledge item or a need item.';

create function private.pledge_lines(p_pledge public.pledges, p_items jsonb, p_rejected numeric, p_reject_reason text, p_surplus text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_asked record;
  v_row record;
  v_left numeric;
  v_take numeric;
  v_room numeric;
  v_rejected numeric;
  v_first bigint;
  v_lines jsonb := '[]';
begin
  for v_asked in select * from private.read_items(coalesce(p_items,
    (select jsonb_agg(distinct jsonb_build_object('item', pi.item, 'unit', pi.unit)) from public.pledge_items pi
      where pi.pledge_id = p_pledge.id and pi.quantity > private.item_accepted(pi.id)))) i order by i.n
  loop
    v_rejected := case when v_asked.n = 1 then coalesce(round(p_rejected, 2), 0) else 0 end;
    v_left := coalesce(v_asked.quantity, (select sum(greatest(o.quantity - private.item_accepted(o.id) - private.in_lines(v_lines, 'pledge_item_id', o.id), 0))
      from private.pledge_rows(p_pledge, v_asked.item, v_asked.unit, v_asked.age_band) o));
    if v_rejected < 0 or v_rejected > v_left or v_left = 0 then
      perform private.refuse('quantity_invalid');
    end if;
    v_left := v_left - v_rejected;
    v_first := null;
    for v_row in
      select o.*, g.remaining, greatest(o.quantity - private.item_accepted(o.id) - private.in_lines(v_lines, 'pledge_item_id', o.id), 0) as open
      from private.pledge_rows(p_pledge, v_asked.item, v_asked.unit, v_asked.age_band) o
      left join private.need_progress(array[p_pledge.need_id]) g on g.need_item_id = o.need_item_id order by o.id
    loop
      v_take := least(v_left, v_row.open);
      v_room := case when p_pledge.status in ('confirmed', 'scheduled', 'partially_delivered') then v_take
        else least(v_take, greatest(coalesce(v_row.remaining, 0) - private.in_lines(v_lines, 'need_item_id', v_row.need_item_id), 0)) end;
      v_lines := v_lines
        || jsonb_build_object('need_item_id', v_row.need_item_id, 'pledge_item_id', v_row.id, 'item', v_row.item, 'unit', v_row.unit, 'age_band', v_row.age_band,
          'accepted', v_room, 'rejected', case when v_first is null then v_rejected else 0 end, 'reject_reason', p_reject_reason)
        || jsonb_build_object('need_item_id', null, 'pledge_item_id', v_row.id, 'item', v_row.item, 'unit', v_row.unit, 'age_band', v_row.age_band,
          'accepted', v_take - v_room, 'rejected', 0);
      v_left := v_left - v_take;
      v_first := coalesce(v_first, v_row.id);
    end loop;
    continue when v_left = 0;
    select o.*, greatest(coalesce(g.remaining, 0) - case when p_pledge.status in ('confirmed', 'scheduled', 'partially_delivered')
        then coalesce((select sum((l ->> 'accepted')::numeric) from jsonb_array_elements(v_lines) l where (l ->> 'need_item_id')::bigint = o.need_item_id and l ->> 'pledge_item_id' is null), 0)
        else private.in_lines(v_lines, 'need_item_id', o.need_item_id) end, 0) as remaining
      into v_row from public.pledge_items o left join private.need_progress(array[p_pledge.need_id]) g on g.need_item_id = o.need_item_id where o.id = v_first;
    if p_surplus is null or p_surplus not in ('need', 'store') or p_surplus = 'need' and v_left > v_row.remaining then
      perform private.refuse('surplus', jsonb_build_object('code', p_pledge.code, 'pledged', trim_scale(v_asked.quantity - v_rejected - v_left), 'surplus', trim_scale(v_left),
        'remaining', trim_scale(v_row.remaining), 'unit', v_row.unit, 'item', v_row.item));
    end if;
    v_lines := v_lines || jsonb_build_object('need_item_id', case when p_surplus = 'need' then v_row.need_item_id end, 'pledge_item_id', null,
      'item', v_row.item, 'unit', v_row.unit, 'age_band', v_row.age_band, 'accepted', v_left, 'rejected', 0);
  end loop;
  return v_lines;
end $$;
comment on function private.pledge_lines is
  'Ledger lines for goods of a pledge. A missing quantity means all that is still open. More than was promised refuses surplus until the officer chose: need (as far as the need has room) or store. A pledge that has lapsed or was cancelled reserves nothing any more: its goods count for the need only as far as there is room, the rest is kept in store, and all of it counts for the donor. Refuses items_missing, item_not_in_need, unit_mismatch, quantity_*.';

create function private.need_lines(p_need public.needs, p_items jsonb, p_rejected numeric, p_reject_reason text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_asked record;
  v_row record;
  v_left numeric;
  v_take numeric;
  v_rejected numeric;
  v_lines jsonb := '[]';
begin
  for v_asked in select * from private.read_items(p_items) i order by i.n loop
    if v_asked.quantity is null or (v_asked.item is null and (select count(*) from public.need_items ni where ni.need_id = p_need.id) <> 1) then
      perform private.refuse('items_missing');
    end if;
    v_rejected := case when v_asked.n = 1 then coalesce(round(p_rejected, 2), 0) else 0 end;
    v_left := v_asked.quantity - v_rejected;
    if v_left < 0 or v_rejected < 0 then
      perform private.refuse('quantity_invalid');
    end if;
    for v_row in select g.* from private.need_progress(array[p_need.id]) g where (v_asked.item is null or g.item = v_asked.item)
      and (v_asked.age_band is null or g.age_band is null or g.age_band = v_asked.age_band) order by g.need_item_id
    loop
      if v_asked.unit is not null and v_asked.unit <> v_row.unit then
        perform private.refuse('unit_mismatch', jsonb_build_object('item', v_row.item, 'unit', v_row.unit));
      end if;
      v_asked.item := v_row.item;
      v_asked.unit := v_row.unit;
      v_take := least(v_left, greatest(v_row.remaining - private.in_lines(v_lines, 'need_item_id', v_row.need_item_id), 0));
      v_lines := v_lines || jsonb_build_object('need_item_id', v_row.need_item_id, 'item', v_row.item, 'unit', v_row.unit, 'age_band', v_row.age_band,
        'accepted', v_take, 'rejected', v_rejected, 'reject_reason', p_reject_reason);
      v_left := v_left - v_take;
      v_rejected := 0;
    end loop;
    v_lines := v_lines || jsonb_build_object('need_item_id', null, 'item', v_asked.item, 'unit', coalesce(v_asked.unit, 'piece'), 'age_band', v_asked.age_band,
      'accepted', v_left, 'rejected', v_rejected, 'reject_reason', p_reject_reason);
  end loop;
  return v_lines;
end $$;
comment on function private.need_lines is
  'Ledger lines for goods without a pledge (walk-in gifts, other programmes): they lessen what is missing, never below zero; the rest is kept as goods that no need asked for. Refuses items_missing, unit_mismatch, quantity_*.';
