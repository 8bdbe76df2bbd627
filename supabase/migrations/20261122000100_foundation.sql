-- Ground rules of the ledger: nothing is readable or executable unless a later line grants it;
-- expected "no"s carry a code; the calendar is Asia/Ho_Chi_Minh.

create schema if not exists private;
comment on schema private is 'Functions that others are built from. Not exposed by the API.';

do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'nhip_cau_worker') then
    create role nhip_cau_worker nologin noinherit;
  end if;
  if not exists (select from pg_catalog.pg_roles where rolname = 'nhip_cau_operator') then
    create role nhip_cau_operator nologin noinherit;
  end if;
end $$;
grant nhip_cau_worker, nhip_cau_operator to authenticator;
comment on role nhip_cau_worker is 'Moves the inbox and the outbox and runs the calendar; may execute only those functions.';
comment on role nhip_cau_operator is 'The operator at the machine: first invitations and demo data.';

grant usage on schema public to nhip_cau_worker, nhip_cau_operator;
grant usage on schema private to anon, authenticated, nhip_cau_worker, nhip_cau_operator;

-- Supabase grants new functions and tables in public to everybody; deny first, grant one by one.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke execute on functions from anon, authenticated, service_role;
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;

create function private.refuse(p_code text, p_params jsonb default '{}') returns void
language plpgsql immutable set search_path = '' as $$
begin
  raise exception using errcode = 'P0001', message = p_code, detail = p_params::text;
end $$;
comment on function private.refuse is
  'Ends the transaction with an expected refusal. The code is one of refusalCodes in src/model/refusal.ts; the parameters are what its sentence needs.';

create function private.require_choice(p_value text, p_choices text[]) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if not p_value = any (p_choices) then
    perform private.refuse('value_invalid', jsonb_build_object('value', left(p_value, 50)));
  end if;
end $$;
comment on function private.require_choice is 'Refuses value_invalid unless the value is null or one of the choices: a word that nobody offered must not become a fault that is tried again.';

create function private.day_of(p_at timestamptz) returns date
language sql immutable set search_path = '' as $$ select (p_at at time zone 'Asia/Ho_Chi_Minh')::date $$;
comment on function private.day_of is 'The calendar day of an instant in Vietnam (UTC+7, no daylight saving).';

create function private.clock() returns timestamptz
language sql stable set search_path = '' as $$ select coalesce(to_timestamp((auth.jwt() ->> 'iat')::double precision), now()) $$;
comment on function private.clock is
  'The product''s time where no p_now can be passed (row level security): when the caller''s token was signed, at most a minute ago. Differs from now() under CLOCK.';
grant execute on function private.clock to authenticated;

create function private.require_due(p_due date, p_now timestamptz) returns void
language plpgsql stable set search_path = '' as $$
begin
  if p_due < private.day_of(p_now) then
    perform private.refuse('date_past', jsonb_build_object('date', p_due));
  elsif p_due > private.day_of(p_now) + 3660 then
    perform private.refuse('value_invalid', jsonb_build_object('value', p_due));
  end if;
end $$;
comment on function private.require_due is 'Refuses date_past, and value_invalid for a day more than ten years away, which would hold a quantity for ever. Null is no day yet.';

create function private.require_happened(p_date date, p_now timestamptz) returns void
language plpgsql stable set search_path = '' as $$
begin
  if p_date > private.day_of(p_now) then
    perform private.refuse('date_future', jsonb_build_object('date', p_date));
  elsif p_date < private.day_of(p_now) - 3660 then
    perform private.refuse('value_invalid', jsonb_build_object('value', p_date));
  end if;
end $$;
comment on function private.require_happened is 'Refuses date_future, and value_invalid for a day more than ten years ago. Null is no day yet.';

create table public.settings (
  name text primary key,
  value jsonb not null,
  meaning text not null
);
comment on table public.settings is 'Rules that are decisions of the organisation, not of the code. One row each.';
alter table public.settings enable row level security;

insert into public.settings (name, value, meaning) values
  ('pledge.auto_confirm_limit', '500', 'In-kind pledges up to this quantity per item are confirmed at once; larger ones wait for an officer.'),
  ('pledge.grace_days', '14', 'Days after the due day until an undelivered pledge lapses and releases its quantity.'),
  ('waitlist.hold_hours', '24', 'How long a quantity is held for a donor to whom it was offered from the waitlist.'),
  ('delivery.correction_hours', '24', 'How long the officer who logged a delivery may correct it; afterwards the province does.'),
  ('quantity.limit', '1000000', 'Largest quantity of one item in one entry; anything above is a slip of the finger.'),
  ('amount.limit', '100000000000', 'Largest amount of money in one pledge, in VND.'),
  ('invitation.days', '7', 'Days until an unused invitation expires.'),
  ('messages.days', '90', 'Days after which the words of messages are forgotten; what they led to stays as facts.'),
  ('turn.attempts', '5', 'How often a message is worked on before a person is asked to look at it.');

create function private.setting(p_name text) returns numeric
language sql stable security definer set search_path = '' as $$
  select (value #>> '{}')::numeric from public.settings where name = p_name
$$;
comment on function private.setting is 'A numeric setting.';
grant execute on function private.setting to authenticated;

create table public.code_counters (
  prefix text not null check (prefix in ('NC', 'CK', 'GN', 'KK', 'BC')),
  year int not null,
  last int not null,
  primary key (prefix, year)
);
comment on table public.code_counters is 'Last serial of each kind of code and year. NC need, CK pledge, GN delivery, KK difficulty, BC report.';
alter table public.code_counters enable row level security;

create function private.next_code(p_prefix text, p_now timestamptz) returns text
language sql volatile security definer set search_path = '' as $$
  insert into public.code_counters as c (prefix, year, last)
  values (p_prefix, extract(year from private.day_of(p_now))::int, 1)
  on conflict (prefix, year) do update set last = c.last + 1
  returning p_prefix || to_char(c.year % 100, 'FM00') || '-' || lpad(c.last::text, greatest(3, length(c.last::text)), '0')
$$;
comment on function private.next_code is 'The next human-readable code, for example NC26-012; serial per kind and year in Vietnam, at least three digits.';
