-- Who did what, when, from where, with what before and after. Rows are added, never changed.

create table public.audit_events (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor uuid references public.people,
  channel text not null,
  turn bigint,
  action text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  reason text
);
comment on table public.audit_events is
  'Append-only. actor is null for the system; channel is where it was said, or "system"; turn is the inbox event; subject is a code or an id. No names, no phones.';
create index audit_events_subject on public.audit_events (subject, id);
alter table public.audit_events enable row level security;
create policy province_reads on public.audit_events for select to authenticated
  using ((select private.has_role((select auth.uid()), 'province_officer', (select private.clock()))));
grant select on public.audit_events to authenticated;

create function private.append_only() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'rows of % are never changed: add a reversing entry', tg_table_name;
end $$;
comment on function private.append_only is 'Guards ledgers: a fault, because no function of ours tries.';
create trigger append_only before update or delete or truncate on public.audit_events
  for each statement execute function private.append_only();

create function private.audit(
  p_action text, p_subject text, p_before jsonb, p_after jsonb, p_now timestamptz, p_reason text default null
) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if auth.uid() is not null and abs(extract(epoch from p_now - private.clock())) > 600 then
    raise exception 'p_now % is not the time of the caller''s token', p_now;
  end if;
  insert into public.audit_events (at, actor, channel, turn, action, subject, before, after, reason)
  values (p_now, auth.uid(), coalesce(nullif(current_setting('nhip_cau.channel', true), ''), 'system'),
    nullif(current_setting('nhip_cau.turn', true), '')::bigint, p_action, p_subject, p_before, p_after, p_reason);
end $$;
comment on function private.audit is
  'Adds one audit row for the caller of this transaction; the running turn tells channel and event. Every change of a person passes here, so this is where p_now has to agree with the signed token: nobody changes the past with a role or an invitation that has ended.';
