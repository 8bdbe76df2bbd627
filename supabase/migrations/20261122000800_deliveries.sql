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
  using (private.is_officer_for((select auth.uid()), area_id, (select n.sector from public.needs n where n.id = need_id), (select private.clock())));
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

create function private.pledge_lines(p_pledge public.pledges, p_items jsonb, p_rejected numeric, p_reject_reason text, p_surplus text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_asked record;
  v_row record;
  v_open numeric;
  v_extra numeric;
  v_room numeric;
  v_rejected numeric;
  v_lines jsonb := '[]';
begin
  for v_asked in select * from private.read_items(coalesce(p_items,
    (select jsonb_agg(jsonb_build_object('item', pi.item, 'unit', pi.unit, 'age_band', pi.age_band)) from public.pledge_items pi
      where pi.pledge_id = p_pledge.id and pi.quantity > private.item_accepted(pi.id)))) i order by i.n
  loop
    if (select count(*) from public.pledge_items pi where pi.pledge_id = p_pledge.id and (v_asked.item is null or pi.item = v_asked.item)
        and (v_asked.age_band is null or pi.age_band = v_asked.age_band)) <> 1 then
      perform private.refuse(case when v_asked.item is null then 'items_missing' else 'item_not_in_need' end, jsonb_build_object('item', v_asked.item, 'code', p_pledge.code));
    end if;
    select pi.* into v_row from public.pledge_items pi where pi.pledge_id = p_pledge.id and (v_asked.item is null or pi.item = v_asked.item)
      and (v_asked.age_band is null or pi.age_band = v_asked.age_band);
    if v_asked.unit is not null and v_asked.unit <> v_row.unit then
      perform private.refuse('unit_mismatch', jsonb_build_object('item', v_row.item, 'unit', v_row.unit));
    end if;
    v_open := greatest(v_row.quantity - private.item_accepted(v_row.id), 0);
    v_rejected := case when v_asked.n = 1 then coalesce(p_rejected, 0) else 0 end;
    v_asked.quantity := coalesce(v_asked.quantity, v_open);
    if v_rejected < 0 or v_rejected > v_asked.quantity or v_asked.quantity = 0 then
      perform private.refuse('quantity_invalid');
    end if;
    v_extra := greatest(v_asked.quantity - v_rejected - v_open, 0);
    v_lines := v_lines || jsonb_build_object('need_item_id', v_row.need_item_id, 'pledge_item_id', v_row.id, 'item', v_row.item, 'unit', v_row.unit, 'age_band', v_row.age_band,
      'accepted', v_asked.quantity - v_rejected - v_extra, 'rejected', v_rejected, 'reject_reason', p_reject_reason);
    if v_extra > 0 then
      select g.remaining into v_room from private.need_progress(array[p_pledge.need_id]) g where g.need_item_id = v_row.need_item_id;
      if p_surplus is null or (p_surplus = 'need' and v_extra > coalesce(v_room, 0)) then
        perform private.refuse('surplus', jsonb_build_object('code', p_pledge.code, 'pledged', trim_scale(v_open), 'surplus', trim_scale(v_extra),
          'remaining', trim_scale(coalesce(v_room, 0)), 'unit', v_row.unit, 'item', v_row.item));
      end if;
      v_lines := v_lines || jsonb_build_object('need_item_id', case when p_surplus = 'need' then v_row.need_item_id end, 'pledge_item_id', null,
        'item', v_row.item, 'unit', v_row.unit, 'age_band', v_row.age_band, 'accepted', v_extra, 'rejected', 0);
    end if;
  end loop;
  return v_lines;
end $$;
comment on function private.pledge_lines is
  'Ledger lines for goods of a pledge. A missing quantity means all that is still open. More than was promised refuses surplus until the officer chose: need (as far as the need has room) or store. Refuses items_missing, item_not_in_need, unit_mismatch, quantity_*.';

create function private.need_lines(p_need public.needs, p_items jsonb, p_rejected numeric, p_reject_reason text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_asked record;
  v_row record;
  v_left numeric;
  v_take numeric;
  v_lines jsonb := '[]';
begin
  for v_asked in select * from private.read_items(p_items) i order by i.n loop
    if v_asked.quantity is null or (v_asked.item is null and (select count(*) from public.need_items ni where ni.need_id = p_need.id) <> 1) then
      perform private.refuse('items_missing');
    end if;
    v_left := v_asked.quantity - case when v_asked.n = 1 then coalesce(p_rejected, 0) else 0 end;
    if v_left < 0 or coalesce(p_rejected, 0) < 0 then
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
      v_take := least(v_left, v_row.remaining);
      v_left := v_left - v_take;
      v_lines := v_lines || jsonb_build_object('need_item_id', v_row.need_item_id, 'item', v_row.item, 'unit', v_row.unit, 'age_band', v_row.age_band, 'accepted', v_take,
        'rejected', case when v_asked.n = 1 and jsonb_array_length(v_lines) = 0 then coalesce(p_rejected, 0) else 0 end, 'reject_reason', p_reject_reason);
    end loop;
    if v_left > 0 then
      v_lines := v_lines || jsonb_build_object('need_item_id', null, 'item', v_asked.item, 'unit', coalesce(v_asked.unit, 'piece'), 'age_band', v_asked.age_band,
        'accepted', v_left, 'rejected', case when jsonb_array_length(v_lines) = 0 then coalesce(p_rejected, 0) else 0 end, 'reject_reason', p_reject_reason);
    end if;
  end loop;
  return v_lines;
end $$;
comment on function private.need_lines is
  'Ledger lines for goods without a pledge (walk-in gifts, other programmes): they lessen what is missing, never below zero; the rest is kept as goods that no need asked for. Refuses items_missing, unit_mismatch, quantity_*.';
