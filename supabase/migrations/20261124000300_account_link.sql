-- One person on several channels: a short code that is given on one and typed on another shows that both are the same person.
-- Six digits can be guessed, so a code lives for minutes, works once, and guesses are counted whether they come from one person or from many.

insert into public.settings (name, value, meaning) values
  ('link.minutes', '10', 'How long a code lives that links two accounts of one person.'),
  ('link.tries', '5', 'Wrong codes that one person may type in an hour.'),
  ('link.tries_of_all', '200', 'Wrong codes that everybody together may type in an hour; then linking rests. Until then they hit a given open code with a chance of 1 in 5000.');

alter table public.people add column joined_into uuid references public.people;
comment on column public.people.joined_into is
  'Set when this turned out to be somebody who was known already: everything moved there. The row stays, because the audit names it.';

create table public.link_codes (
  id bigint generated always as identity primary key,
  code_hash bytea not null unique,
  identity_id uuid not null references public.channel_identities,
  expires_at timestamptz not null,
  opened_by uuid references public.people,
  used_at timestamptz
);
comment on table public.link_codes is
  'Codes that link accounts, gone when they have expired. Only the SHA-256 is kept. identity_id: where it was given. opened_by: who typed it last and was asked whether to link.';

create table public.link_tries (
  id bigint generated always as identity primary key,
  person_id uuid not null references public.people,
  at timestamptz not null
);
comment on table public.link_tries is 'Wrong codes of the last hour.';
create index link_tries_at on public.link_tries (at);

alter table public.link_codes enable row level security;
alter table public.link_tries enable row level security;

create function private.turn_identity() returns uuid
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select c.identity_id from public.inbox e join public.conversations c on c.id = e.conversation_id join public.channel_identities i on i.id = c.identity_id
      where e.id = nullif(current_setting('nhip_cau.turn', true), '')::bigint and i.person_id = auth.uid()),
    (select i.id from public.channel_identities i where i.person_id = auth.uid() order by i.last_seen_at desc, i.id limit 1))
$$;
comment on function private.turn_identity is 'Where the caller is speaking: the identity of the running turn, else the one used last.';

create function public.link_code_give(p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_identity uuid := private.turn_identity();
  v_digits text;
begin
  perform from public.people where id = auth.uid() for no key update;
  delete from public.link_codes where expires_at <= p_now
    or used_at is null and identity_id in (select i.id from public.channel_identities i where i.person_id = auth.uid());
  loop
    -- The last eight digits of a random UUID are random.
    v_digits := lpad((('x' || right(gen_random_uuid()::text, 8))::bit(32)::bigint % 1000000)::text, 6, '0');
    insert into public.link_codes (code_hash, identity_id, expires_at)
    values (sha256(convert_to(v_digits, 'UTF8')), v_identity, p_now + make_interval(mins => private.setting('link.minutes')::int))
    on conflict (code_hash) do nothing;
    exit when found;
  end loop;
  perform private.audit('account.code', 'own', null, null, p_now);
  return jsonb_build_object('digits', v_digits, 'minutes', private.setting('link.minutes'));
end $$;
comment on function public.link_code_give is
  'A code by which the caller is known again elsewhere: {digits, minutes}. Told once and not kept; an earlier one of the same person ends.';

create function private.link_code_row(p_code_hash text, p_now timestamptz) returns public.link_codes
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_code public.link_codes;
begin
  select * into v_code from public.link_codes where code_hash = private.hash_of(p_code_hash) for update;
  if exists (select from public.channel_identities i where i.id = v_code.identity_id and i.person_id = auth.uid()) then
    perform private.refuse(case when v_code.used_at is null then 'link_code_own' else 'link_code_used' end);
  end if;
  return case when v_code.used_at is null and v_code.expires_at > p_now then v_code end;
end $$;
comment on function private.link_code_row is
  'The locked row of a code that works, else nulls: whether a wrong one was ever given to anybody is not told. Refuses link_code_own, link_code_used (by the caller, who is linked by it).';

create function public.link_code_open(p_code_hash text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_code public.link_codes;
  v_giver public.channel_identities;
begin
  perform from public.people where id = auth.uid() for no key update;
  delete from public.link_tries where at <= p_now - interval '1 hour';
  if (select count(*) from public.link_tries where person_id = auth.uid()) >= private.setting('link.tries')
    or (select count(*) from public.link_tries) >= private.setting('link.tries_of_all') then
    perform private.refuse('link_tries');
  end if;
  v_code := private.link_code_row(p_code_hash, p_now);
  if v_code.id is null then
    insert into public.link_tries (person_id, at) values (auth.uid(), p_now);
    return jsonb_build_object('open', false);
  end if;
  select * into v_giver from public.channel_identities where id = v_code.identity_id;
  perform private.require_joinable(auth.uid(), v_giver.person_id);
  update public.link_codes set opened_by = auth.uid() where id = v_code.id;
  return jsonb_build_object('open', true, 'channel', v_giver.channel);
end $$;
comment on function public.link_code_open is
  'Before the caller is asked whether to link: {open, channel: where the code was given}. A wrong code is counted, which a refusal would undo, and answers {open: false}. Refuses link_tries, link_code_own, link_code_used, link_conflict.';

create function public.link_code_redeem(p_code_hash text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_code public.link_codes := private.link_code_row(p_code_hash, p_now);
  v_here public.channel_identities;
  v_giver public.channel_identities;
  v_kept uuid;
begin
  if v_code.id is null or v_code.opened_by is distinct from auth.uid() then
    perform private.refuse('link_code_invalid');
  end if;
  select * into v_here from public.channel_identities where id = private.turn_identity();
  select * into v_giver from public.channel_identities where id = v_code.identity_id;
  v_kept := private.people_join(auth.uid(), v_giver.person_id, p_now);
  update public.link_codes set used_at = p_now where id = v_code.id;
  insert into public.outbox (person_id, identity_id, message, lane, dedupe_key, not_before, created_at)
  values (v_kept, v_giver.id, jsonb_build_object('key', 'notice.account_linked', 'params', jsonb_build_object('channel', v_here.channel)), 0, 'linked:' || v_code.id, p_now, p_now);
  return jsonb_build_object('channel', v_giver.channel,
    'pledges', (select count(*) from public.pledges p where p.donor_id = v_kept and p.status not in ('declined', 'cancelled', 'lapsed')));
end $$;
comment on function public.link_code_redeem is
  'Links the caller with the person whose code this is, who is told where the code was given: {channel, pledges: how many there are now}. Needs link_code_open by the same caller. Refuses link_code_invalid, link_code_own, link_code_used, link_conflict.';

grant execute on function public.link_code_give, public.link_code_open, public.link_code_redeem to authenticated;
