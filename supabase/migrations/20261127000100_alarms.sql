-- Somebody was shown the numbers to call. What was said, and by whom, is nowhere in the ledger: the province learns where, and that it happened.

create table public.alarms (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('child_safety', 'rescue')),
  area_id text references public.areas,
  at timestamptz not null
);
comment on table public.alarms is 'That somebody was shown the numbers for a child in danger (child_safety) or for people in danger of life (rescue). No person, no words.';
alter table public.alarms enable row level security;
create policy province_reads on public.alarms for select to authenticated
  using ((select private.has_role((select auth.uid()), 'province_officer', (select private.clock()))));
grant select on public.alarms to authenticated;

create function private.unit_of_person(p_person uuid, p_now timestamptz) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select g.area_id from public.role_grants g where g.person_id = p_person and g.area_id is not null and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now order by g.id limit 1),
    (select p.area_id from public.pledges p where p.donor_id = p_person and p.area_id is not null order by p.id desc limit 1))
$$;
comment on function private.unit_of_person is 'The unit that somebody works for, else the one they promised something to last; null when nothing is known.';

create function public.alarm_tell(p_kind text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_area text := private.unit_of_person(auth.uid(), p_now);
begin
  perform private.require_choice(coalesce(p_kind, ''), array['child_safety', 'rescue']);
  insert into public.alarms (kind, area_id, at) values (p_kind, v_area, p_now);
  -- Somebody who writes five messages in a row is one matter.
  perform private.notify_role('province_officer', null, case p_kind when 'child_safety' then 'notice.child_safety' else 'notice.rescue' end,
    jsonb_build_object('area', private.area_json(v_area)), 'alarm:' || p_kind || ':' || md5(auth.uid()::text || to_char(p_now, 'YYYYMMDDHH24')), p_now);
  return jsonb_build_object('told', true);
end $$;
comment on function public.alarm_tell is
  'The caller was shown the numbers to call (C7: harm to a child is never a ticket). The province gets a private notice of the kind and the unit, once per person and hour, with no word of the message and no name. No audit row, because that would name the caller. Refuses value_invalid.';
grant execute on function public.alarm_tell to authenticated;
