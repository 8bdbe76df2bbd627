-- What people would change in the rules (B18): kept for the recommendations of the annual report.

create table public.policy_proposals (
  id bigint generated always as identity primary key,
  area_id text references public.areas,
  person_id uuid not null references public.people,
  text text not null check (length(text) between 1 and 500),
  year int not null,
  created_at timestamptz not null
);
comment on table public.policy_proposals is 'Proposals for policies, for the recommendations of the annual report of that year. area_id: the unit of who proposed it; null: the province.';
create index policy_proposals_year on public.policy_proposals (year, area_id);
insert into private.people_columns (table_name, column_name, on_join) values ('policy_proposals', 'person_id', 'moves');
alter table public.policy_proposals enable row level security;
create policy own on public.policy_proposals for select to authenticated using (person_id = (select auth.uid()));
create policy in_scope on public.policy_proposals for select to authenticated
  using (exists (select from private.officer_scopes((select auth.uid()), (select private.clock())) s where s.area_id is null and s.sector is null or s.area_id = policy_proposals.area_id));
grant select on public.policy_proposals to authenticated;

create function public.policy_propose(p_text text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_proposal public.policy_proposals;
begin
  if not exists (select from public.role_grants g where g.person_id = auth.uid() and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now) then
    perform private.refuse('not_allowed');
  end if;
  if coalesce(trim(p_text), '') = '' then
    perform private.refuse('reason_missing');
  elsif length(p_text) > 500 then
    perform private.refuse('value_invalid');
  end if;
  insert into public.policy_proposals (area_id, person_id, text, year, created_at)
  values (private.unit_of_person(auth.uid(), p_now), auth.uid(), trim(p_text), extract(year from private.day_of(p_now))::int, p_now) returning * into v_proposal;
  perform private.audit('policy.propose', 'policy:' || v_proposal.id, null, jsonb_build_object('year', v_proposal.year, 'area', v_proposal.area_id), p_now);
  return jsonb_build_object('year', v_proposal.year);
end $$;
comment on function public.policy_propose is 'An officer proposes a change of policy (B18). Refuses not_allowed, reason_missing (no text), value_invalid. Answers {year}: the report it goes into.';
grant execute on function public.policy_propose to authenticated;
