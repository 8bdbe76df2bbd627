-- The units' reports become one (B14): a total that is the sum of frozen snapshots, with the units that are missing or late; and where it was sent (B21).

create table public.letter_recipients (
  position int primary key,
  name text not null unique check (length(name) between 1 and 200),
  aliases text[] not null default '{}',
  verified boolean not null default false
);
comment on table public.letter_recipients is 'To whom a compiled report goes, in the order of the letter ("Nơi nhận", B21). aliases: what people call them. Data of the organisation.';
alter table public.letter_recipients enable row level security;

create table public.compilations (
  id bigint generated always as identity primary key,
  code text not null unique,
  call_id bigint not null references public.report_calls,
  version int not null check (version > 0),
  snapshot jsonb not null,
  compiled_by uuid not null references public.people,
  compiled_at timestamptz not null,
  unique (call_id, version)
);
comment on table public.compilations is 'Append-only. One putting together of a call''s reports, with copies of what was handed in, so that its total can be worked out again at any time. Doing it again is a new version.';
create trigger append_only before update or delete or truncate on public.compilations
  for each statement execute function private.append_only();

create table public.compilation_recipients (
  compilation_id bigint not null references public.compilations,
  position int not null,
  name text not null,
  sent_on date,
  acknowledged_on date,
  primary key (compilation_id, position)
);
comment on table public.compilation_recipients is 'Where a compiled report went: the list as it was when it was compiled, when it was sent there and when that was acknowledged.';

alter table public.compilations enable row level security;
alter table public.compilation_recipients enable row level security;

create function private.report_of(p_report public.reports, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select (private.report_json(p_report, p_now) - array['days_left', 'status', 'overdue']) || jsonb_build_object(
    'difficulties', p_report.snapshot -> 'difficulties', 'recommendations', p_report.snapshot -> 'recommendations', 'proposals', p_report.snapshot -> 'proposals',
    'addenda', (select coalesce(jsonb_agg(jsonb_build_object('text', a.text, 'at', a.created_at) order by a.id), '[]') from public.report_addenda a where a.report_id = p_report.id),
    'figures', coalesce((select a.figures from public.report_addenda a where a.report_id = p_report.id order by a.id desc limit 1), p_report.snapshot -> 'figures'))
$$;
comment on function private.report_of is 'A report as it enters a compilation: its words, and its figures as it last gave them (the newest addendum, else the snapshot).';

create function private.call_for(p_from date, p_to date, p_code text) returns public.report_calls
language sql stable security definer set search_path = '' as $$
  select c.* from public.report_calls c
  where case when p_code is not null then c.id in (select r.call_id from public.reports r where r.code = upper(p_code))
    else c.kind <> 'adhoc' and c.period_from = p_from and c.period_to = coalesce(p_to, c.period_to) end
  order by c.id desc limit 1
$$;
comment on function private.call_for is 'The call of a period, or of a report''s code (which is how one that was ordered is named); nulls when there is none.';

create function public.report_compile(p_from date default null, p_to date default null, p_code text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_call public.report_calls;
  v_done public.compilations;
  v_units jsonb;
  v_missing jsonb;
begin
  if not private.has_role(auth.uid(), 'province_officer', p_now) then
    perform private.refuse('not_allowed');
  end if;
  v_call := private.call_for(p_from, p_to, p_code);
  perform from public.report_calls where id = v_call.id for update;
  perform from public.reports where call_id = v_call.id order by id for update;
  select coalesce(jsonb_agg(private.report_of(r, p_now) order by r.id) filter (where r.status in ('submitted', 'accepted', 'compiled')), '[]'),
      coalesce(jsonb_agg((private.report_json(r, p_now) - 'days_left') order by r.id) filter (where r.status in ('open', 'drafting', 'returned')), '[]')
    into v_units, v_missing from public.reports r where r.call_id = v_call.id;
  if v_units = '[]' then
    perform private.refuse('not_found', jsonb_build_object('code', coalesce(upper(p_code), 'BC')));
  end if;
  insert into public.compilations (code, call_id, version, snapshot, compiled_by, compiled_at)
  values (private.next_code('BC', p_now), v_call.id, 1 + (select count(*) from public.compilations where call_id = v_call.id),
    jsonb_build_object('call', private.call_json(v_call, p_now) - 'days_left', 'as_of', p_now, 'units', v_units, 'missing', v_missing,
      'totals', private.report_totals((select jsonb_agg(u -> 'figures') from jsonb_array_elements(v_units) u))), auth.uid(), p_now)
  returning * into v_done;
  insert into public.compilation_recipients (compilation_id, position, name) select v_done.id, l.position, l.name from public.letter_recipients l;
  update public.reports set status = 'compiled' where call_id = v_call.id and status in ('submitted', 'accepted');
  perform private.audit('report.compile', v_done.code, null, jsonb_build_object('units', jsonb_array_length(v_units), 'missing', jsonb_array_length(v_missing), 'version', v_done.version), p_now);
  return private.compilation_json(v_done, p_now);
end $$;
comment on function public.report_compile is
  'Province: puts the reports that were handed in for a period (or for the call of a report''s code) together as a new version: totals, the units with what they wrote, which were late, which are missing. Refuses not_allowed, not_found (nothing was handed in).';

create function private.compilation_json(p_compilation public.compilations, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.call_json(c, p_now) || jsonb_build_object('code', p_compilation.code, 'version', p_compilation.version, 'compiled_at', p_compilation.compiled_at,
    'submitted', jsonb_array_length(p_compilation.snapshot -> 'units'), 'total', jsonb_array_length(p_compilation.snapshot -> 'units') + jsonb_array_length(p_compilation.snapshot -> 'missing'),
    'late', (select count(*) from jsonb_array_elements(p_compilation.snapshot -> 'units') u where (u ->> 'late')::boolean), 'totals', p_compilation.snapshot -> 'totals')
  from public.report_calls c where c.id = p_compilation.call_id
$$;
comment on function private.compilation_json is 'A compilation as replies show it: the call, code, version, how many units of how many, how many of them late, totals.';

create function private.last_compilation(p_from date, p_to date, p_now timestamptz) returns public.compilations
language plpgsql stable security definer set search_path = '' as $$
declare
  v_compilation public.compilations;
begin
  if not private.has_role(auth.uid(), 'province_officer', p_now) then
    perform private.refuse('not_allowed');
  end if;
  select m.* into v_compilation from public.compilations m join public.report_calls c on c.id = m.call_id
  where p_from is null or c.kind <> 'adhoc' and c.period_from = p_from and c.period_to = coalesce(p_to, c.period_to)
  order by m.id desc limit 1;
  return v_compilation;
end $$;
comment on function private.last_compilation is 'The newest compilation of a period, or of all; nulls when there is none. Refuses not_allowed.';

create function private.recipients_json(p_compilation public.compilations, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.compilation_json(p_compilation, p_now) || jsonb_build_object('recipients', coalesce((
    select jsonb_agg(jsonb_build_object('position', r.position, 'name', r.name, 'aliases', to_jsonb(coalesce(l.aliases, '{}')), 'sent_on', r.sent_on, 'acknowledged_on', r.acknowledged_on) order by r.position)
    from public.compilation_recipients r left join public.letter_recipients l on l.name = r.name where r.compilation_id = p_compilation.id), '[]'))
$$;
comment on function private.recipients_json is 'A compilation with where it went.';

create function public.report_recipients(p_from date default null, p_to date default null, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_compilation public.compilations := private.last_compilation(p_from, p_to, p_now);
begin
  return case when v_compilation.id is not null then private.recipients_json(v_compilation, p_now) end;
end $$;
comment on function public.report_recipients is 'Province: the newest compilation of a period with its recipients: {…, recipients: [{position, name, aliases, sent_on, acknowledged_on}]}; null when nothing was compiled. Refuses not_allowed.';

create function public.report_sent(p_code text, p_position int, p_acknowledged boolean default false, p_date date default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_compilation public.compilations;
  v_before public.compilation_recipients;
  v_after public.compilation_recipients;
  v_on date := coalesce(p_date, private.day_of(p_now));
begin
  if not private.has_role(auth.uid(), 'province_officer', p_now) then
    perform private.refuse('not_allowed');
  end if;
  select * into v_compilation from public.compilations where code = upper(p_code);
  select * into v_before from public.compilation_recipients where compilation_id = v_compilation.id and position = p_position for update;
  if v_before.position is null then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_code)));
  end if;
  perform private.require_happened(v_on, p_now);
  if v_on < private.day_of(v_compilation.compiled_at) then
    perform private.refuse('value_invalid');
  end if;
  update public.compilation_recipients set sent_on = case when p_acknowledged then coalesce(sent_on, v_on) else v_on end,
    acknowledged_on = case when p_acknowledged then v_on else acknowledged_on end
  where compilation_id = v_compilation.id and position = p_position returning * into v_after;
  perform private.audit('report.sent', v_compilation.code, to_jsonb(v_before), to_jsonb(v_after), p_now);
  return private.recipients_json(v_compilation, p_now) || jsonb_build_object('recipient', jsonb_build_object('name', v_after.name, 'sent_on', v_after.sent_on, 'acknowledged_on', v_after.acknowledged_on));
end $$;
comment on function public.report_sent is
  'Province: a compiled report was sent to one of its recipients, or they acknowledged it (which means that it was sent). Refuses not_allowed, not_found, date_future, value_invalid (before it was compiled).';
grant execute on function public.report_compile, public.report_recipients, public.report_sent to authenticated;
