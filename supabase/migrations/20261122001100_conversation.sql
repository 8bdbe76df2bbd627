-- Messages: the inbox is written before anything is worked on, the outbox in the transaction that caused the message.
-- Conversations are worked on one at a time under a lease; a turn's effect, its new state and its answers commit together.

create table public.conversations (
  id uuid primary key default gen_random_uuid(),
  identity_id uuid not null unique references public.channel_identities,
  state jsonb not null default '{}' check (pg_column_size(state) < 262144),
  lease uuid,
  lease_until timestamptz
);
comment on table public.conversations is 'Where a dialogue stands: data of src/converse/state.ts. lease: the worker that is on it.';

create table public.inbox (
  id bigint generated always as identity primary key,
  conversation_id uuid not null references public.conversations,
  channel text not null,
  external_id text not null,
  event jsonb not null,
  status text not null default 'pending' check (status in ('pending', 'done', 'dead')),
  attempts int not null default 0,
  not_before timestamptz not null,
  last_error text,
  received_at timestamptz not null,
  done_at timestamptz,
  unique (channel, external_id)
);
comment on table public.inbox is 'Everything that anybody wrote, once per channel and external id. dead: given up on, a person was told.';
create index inbox_pending on public.inbox (conversation_id, id) where status = 'pending';

create table public.outbox (
  id bigint generated always as identity primary key,
  person_id uuid not null references public.people,
  identity_id uuid references public.channel_identities,
  message jsonb not null,
  lane int not null default 1,
  dedupe_key text not null unique,
  status text not null default 'ready' check (status in ('ready', 'sent', 'dead', 'unreachable')),
  not_before timestamptz not null,
  lease uuid,
  lease_until timestamptz,
  attempts int not null default 0,
  last_error text,
  platform_message_id text,
  created_at timestamptz not null,
  sent_at timestamptz
);
comment on table public.outbox is
  'What is to be said, as meaning. identity_id null = wherever the person can be reached when it leaves. lane: 0 answers, 1 news, 2 bulk. unreachable: nobody can be told right now; it leaves when the person writes again.';
create index outbox_ready on public.outbox (lane, id) where status = 'ready';
create index outbox_person on public.outbox (person_id, lane, id) where status in ('ready', 'unreachable');

create index inbox_remembered on public.inbox (done_at) where status <> 'pending' and event <> '{}';
create index outbox_remembered on public.outbox (sent_at) where status = 'sent' and message <> '{"key": "forgotten"}';

create table public.leases (
  name text primary key,
  holder text not null,
  until timestamptz not null
);
comment on table public.leases is 'Work that only one process does at a time, for example polling one bot token.';

alter table public.conversations enable row level security;
alter table public.inbox enable row level security;
alter table public.outbox enable row level security;
alter table public.leases enable row level security;

create function private.notify(
  p_person uuid, p_key text, p_params jsonb, p_dedupe text, p_now timestamptz, p_options jsonb default null
) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.outbox (person_id, message, dedupe_key, not_before, created_at)
  select p_person, jsonb_strip_nulls(jsonb_build_object('key', p_key, 'params', p_params, 'options', p_options)), p_dedupe || ':' || p_person, p_now, p_now
  where p_person is not null
  on conflict (dedupe_key) do nothing
$$;
comment on function private.notify is 'Says something to a person, in the caller''s transaction and once per dedupe key. p_key names the sentence in locales/.';

create function private.notify_role(p_role text, p_area text, p_key text, p_params jsonb, p_dedupe text, p_now timestamptz, p_options jsonb default null) returns void
language sql volatile security definer set search_path = '' as $$
  select private.notify(g.person_id, p_key, p_params, p_dedupe, p_now, p_options)
  from (select distinct person_id from public.role_grants
    where role = p_role and (p_area is null or area_id = p_area) and valid_from <= p_now and coalesce(valid_to, 'infinity') > p_now
      and person_id is distinct from auth.uid()) g
$$;
comment on function private.notify_role is 'Says something to everybody who holds a role (in a unit, if one is given), except to who caused it.';

create function private.notify_officers(p_area text, p_sector text, p_key text, p_params jsonb, p_dedupe text, p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  select private.notify(g.person_id, p_key, p_params, p_dedupe, p_now)
  from (select distinct person_id from public.role_grants
    where valid_from <= p_now and coalesce(valid_to, 'infinity') > p_now and person_id is distinct from auth.uid()
      and (role = 'province_officer' and p_area is null or role = 'commune_officer' and private.area_within(p_area, area_id)
        or role = 'agency_officer' and sector = p_sector)) g
$$;
comment on function private.notify_officers is 'Says something to the officers next to it: the commune''s and the sector''s, or the province''s when no unit is known.';

create function private.identity_open(p_channel text, p_address text, p_now timestamptz) returns public.channel_identities
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_identity public.channel_identities;
  v_person uuid;
begin
  select * into v_identity from public.channel_identities where channel = p_channel and address = p_address;
  if v_identity.id is null then
    insert into public.people (created_at) values (p_now) returning id into v_person;
    insert into public.channel_identities (person_id, channel, address, last_seen_at) values (v_person, p_channel, p_address, p_now)
    on conflict (channel, address) do nothing returning * into v_identity;
    if v_identity.id is null then
      delete from public.people where id = v_person;
      select * into v_identity from public.channel_identities where channel = p_channel and address = p_address;
    end if;
  end if;
  insert into public.conversations (identity_id) values (v_identity.id) on conflict (identity_id) do nothing;
  return v_identity;
end $$;
comment on function private.identity_open is 'The identity behind an address; a stranger becomes a person without a name.';

create function public.inbox_put(p_events jsonb, p_now timestamptz) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_event jsonb;
  v_identity public.channel_identities;
  v_new int := 0;
  v_id bigint;
begin
  for v_event in select e from jsonb_array_elements(p_events) e loop
    v_identity := private.identity_open(v_event ->> 'channel', v_event ->> 'address', p_now);
    insert into public.inbox (conversation_id, channel, external_id, event, not_before, received_at)
    select c.id, v_event ->> 'channel', v_event ->> 'externalId', v_event, p_now, p_now from public.conversations c where c.identity_id = v_identity.id
    on conflict (channel, external_id) do nothing returning id into v_id;
    if v_id is not null then
      v_new := v_new + 1;
      update public.channel_identities set last_seen_at = greatest(last_seen_at, p_now), reachable = (v_event -> 'content' ->> 'reachable') is distinct from 'false' where id = v_identity.id;
      if (v_event -> 'content' ->> 'reachable') is distinct from 'false' then
        update public.outbox set status = 'ready', not_before = p_now where person_id = v_identity.person_id and status = 'unreachable';
      end if;
    end if;
    v_id := null;
  end loop;
  return v_new;
end $$;
comment on function public.inbox_put is
  'Stores events (Inbound of src/model/channel.ts) before anything is worked on. The same channel and external id again is ignored. Answers how many were new. Safe to repeat.';

create function public.inbox_claim(p_limit int, p_lease_seconds int, p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_free record;
  v_event public.inbox;
  v_turns jsonb := '[]';
  v_lease uuid;
begin
  for v_free in
    select c.id, c.identity_id, c.state
    from (select i.conversation_id, min(i.id) as first from public.inbox i where i.status = 'pending' group by i.conversation_id) w
    join public.conversations c on c.id = w.conversation_id
    where (c.lease_until is null or c.lease_until <= p_now)
      and exists (select from public.inbox i where i.id = w.first and i.not_before <= p_now)
    order by w.first limit p_limit
    for update of c skip locked
  loop
    -- The list above may be older than the lock: another worker may have ended that turn in between.
    select * into v_event from public.inbox i where i.conversation_id = v_free.id and i.status = 'pending' order by i.id limit 1;
    continue when v_event.id is null or v_event.not_before > p_now;
    v_lease := gen_random_uuid();
    update public.conversations set lease = v_lease, lease_until = p_now + make_interval(secs => p_lease_seconds) where id = v_free.id;
    v_turns := v_turns || jsonb_build_object('id', v_event.id, 'lease', v_lease, 'event', v_event.event, 'state', v_free.state, 'attempts', v_event.attempts,
      'received_at', v_event.received_at, 'person', private.person_json(v_free.identity_id, p_now));
  end loop;
  return v_turns;
end $$;
comment on function public.inbox_claim is
  'Leases up to p_limit conversations that have something to do and answers the oldest waiting event of each: [{id, lease, event, state, attempts, received_at, person}]. A crashed worker''s lease runs out after p_lease_seconds and the event is worked on again.';

create function private.person_json(p_identity uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', p.id, 'name', coalesce(o.name, p.display_name), 'language', p.language, 'language_chosen', p.language_chosen,
    'consented', private.has_consent(p.id, 'pledge'),
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'area', private.area_json(g.area_id), 'sector', g.sector) order by g.id), '[]')
      from public.role_grants g where g.person_id = p.id and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now))
  from public.channel_identities i join public.people p on p.id = i.person_id left join public.organisations o on o.id = p.organisation_id
  where i.id = p_identity
$$;
comment on function private.person_json is 'Who a turn is with: {id, name, language, language_chosen, consented, roles: [{role, area, sector}]}.';
