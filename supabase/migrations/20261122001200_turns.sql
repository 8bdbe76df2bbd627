-- A turn ends in one transaction: the ledger functions it calls (as the person), the new dialogue state, the answers, and the inbox row.

create function private.turn_begin(p_event bigint, p_lease uuid, p_acts jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from public.conversations c join public.inbox i on i.conversation_id = c.id join public.channel_identities d on d.id = c.identity_id
    where i.id = p_event and i.status = 'pending' and c.lease = p_lease and d.person_id = auth.uid() for update of c;
  if not found or not exists (select from public.inbox i where i.id = p_event and i.status = 'pending') then
    perform private.refuse('turn_lost');
  end if;
  -- Two turns that split a promise over the same needs in opposite order must not wait for each other.
  perform from public.needs n where n.id in (
      select e.id from jsonb_array_elements(p_acts) a join public.needs e on e.code = upper(a -> 'args' ->> 'p_need')
      union select p.need_id from jsonb_array_elements(p_acts) a join public.pledges p on p.code = upper(a -> 'args' ->> 'p_pledge')
      union select d.need_id from jsonb_array_elements(p_acts) a join public.deliveries d on d.code = upper(a -> 'args' ->> 'p_delivery'))
    order by n.id for update;
end $$;
comment on function private.turn_begin is
  'Holds the conversation of a turn of the caller and all needs that its acts name, in one order for everybody. Refuses turn_lost: the lease is somebody else''s or the event is done.';
grant execute on function private.turn_begin to authenticated;

create function private.call(p_name text, p_args jsonb, p_now timestamptz) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  v_function pg_catalog.oid;
  v_arguments text;
  v_values text;
  v_result jsonb;
begin
  select p.oid into v_function from pg_catalog.pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proname = p_name and p.provolatile = 'v' and p.prorettype = 'jsonb'::regtype
      and p_name <> 'turn_commit' and has_function_privilege(p.oid, 'execute');
  if v_function is null then
    raise exception 'no function % that % may call in a turn', p_name, current_user;
  end if;
  select string_agg(format('%I := %s', a.name, a.value), ', '), string_agg(a.value, ', ') into v_arguments, v_values
  from (select t.name, case when t.name = 'p_now' then '$2' when t.type = 'jsonb'::regtype then format('nullif($1 -> %L, ''null'')', t.name)
      else format('($1 ->> %L)::%s', t.name, t.type::regtype) end as value
    from pg_catalog.pg_proc p cross join unnest(p.proargnames, p.proargtypes::oid[]) as t (name, type)
    where p.oid = v_function and (t.name = 'p_now' or p_args ? t.name)) a;
  begin
    execute format('select %s', coalesce(v_values, 'null')) using p_args, p_now;
  exception
    when numeric_value_out_of_range then perform private.refuse('quantity_too_large', jsonb_build_object('limit', private.setting('amount.limit')));
    when data_exception then perform private.refuse('value_invalid');
  end;
  execute format('select public.%I(%s)', p_name, v_arguments) into v_result using p_args, p_now;
  return v_result;
end $$;
comment on function private.call is
  'Calls a function of schema public by name with named arguments, as the API does. Values that their type cannot hold are refused (value_invalid, quantity_too_large), since trying again would not help. Runs with the rights of the caller, so a turn can do nothing that the person may not do alone.';
grant execute on function private.call to authenticated;

create function private.turn_store(
  p_event bigint, p_lease uuid, p_state jsonb, p_messages jsonb, p_language text, p_not_before timestamptz, p_replaces text, p_forget boolean, p_now timestamptz
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_turn record;
begin
  update public.conversations c set state = p_state, lease = null, lease_until = null
  from public.inbox i, public.channel_identities d
  where i.id = p_event and i.conversation_id = c.id and c.lease = p_lease and i.status = 'pending' and d.id = c.identity_id
    and (d.person_id = auth.uid())
  returning d.person_id, d.id as identity_id into v_turn;
  if v_turn.person_id is null then
    perform private.refuse('turn_lost');
  end if;
  update public.inbox set status = 'done', done_at = p_now,
    event = case when p_forget then event - 'sender' || '{"content": {"type": "text", "text": ""}}' when private.has_consent(v_turn.person_id, 'pledge') then event
      else event #- '{sender,name}' end
  where id = p_event;
  update public.people set language = p_language where id = v_turn.person_id and p_language is not null and not language_chosen and language is distinct from p_language;
  insert into public.outbox (person_id, identity_id, message, lane, dedupe_key, not_before, created_at)
  select v_turn.person_id, v_turn.identity_id, m, 0,
    case when p_replaces is not null then 'album:' || v_turn.identity_id || ':' || p_replaces || ':' || n else 'turn:' || p_event || ':' || n end, p_not_before, p_now
  from jsonb_array_elements(p_messages) with ordinality as t (m, n)
  on conflict (dedupe_key) do update set message = excluded.message, not_before = excluded.not_before
    where outbox.status = 'ready' and outbox.lease is null;
end $$;
comment on function private.turn_store is
  'Ends a turn of the caller: needs the lease that the worker got. Refuses turn_lost when the lease ran out or the event is done already. The sender''s name stays in the inbox only with consent; p_forget empties the text, because it may name a child.';
grant execute on function private.turn_store to authenticated;

create function public.turn_commit(
  p_event bigint, p_lease uuid, p_channel text, p_state jsonb, p_messages jsonb, p_acts jsonb default '[]', p_language text default null,
  p_not_before timestamptz default null, p_replaces text default null, p_forget boolean default false, p_now timestamptz default now()
) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  v_act jsonb;
  v_results jsonb := '[]';
begin
  perform private.turn_begin(p_event, p_lease, p_acts);
  perform set_config('nhip_cau.turn', p_event::text, true), set_config('nhip_cau.channel', p_channel, true);
  for v_act in select a from jsonb_array_elements(p_acts) a loop
    v_results := v_results || jsonb_build_array(private.call(v_act ->> 'name', v_act -> 'args', p_now));
  end loop;
  if jsonb_array_length(p_acts) > 0 then
    p_state := p_state || jsonb_build_object('done', jsonb_build_object('acts', p_acts, 'results', v_results));
    select coalesce(jsonb_agg(m || jsonb_build_object('params', coalesce(m -> 'params', '{}')
        || jsonb_build_object('result', coalesce((select r from jsonb_array_elements(v_results) r where r ? 'code' limit 1), v_results -> -1))) order by n), '[]')
      into p_messages from jsonb_array_elements(p_messages) with ordinality as t (m, n);
  end if;
  perform private.turn_store(p_event, p_lease, p_state, p_messages, p_language, coalesce(p_not_before, p_now), p_replaces, p_forget, p_now);
  return v_results;
end $$;
comment on function public.turn_commit is
  'The end of a turn, all or nothing: p_acts [{name, args}] run as the caller, then state, answers (their params get `result`: the first result with a code, else the last), language and inbox row. p_replaces: answers of one album replace each other while unsent. Answers the results; a refusal of an act is the refusal of the turn and nothing is written.';
grant execute on function public.turn_commit to authenticated;

create function public.turn_fail(p_event bigint, p_lease uuid, p_error text, p_now timestamptz) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_turn record;
  v_dead boolean;
begin
  select i.attempts + 1 as attempts, d.person_id, d.id as identity_id into v_turn
  from public.inbox i join public.conversations c on c.id = i.conversation_id join public.channel_identities d on d.id = c.identity_id
  where i.id = p_event and i.status = 'pending' and c.lease = p_lease for update of i, c;
  if v_turn.attempts is null then
    return 'lost';
  end if;
  v_dead := v_turn.attempts >= private.setting('turn.attempts');
  update public.inbox set attempts = v_turn.attempts, last_error = left(p_error, 500), status = case when v_dead then 'dead' else 'pending' end,
    not_before = p_now + make_interval(secs => least(power(2, v_turn.attempts)::int, 300)) where id = p_event;
  update public.conversations set lease = null, lease_until = null where lease = p_lease;
  if v_dead then
    insert into public.outbox (person_id, identity_id, message, lane, dedupe_key, not_before, created_at)
    values (v_turn.person_id, v_turn.identity_id, '{"key": "fault.gave_up"}', 0, 'turn:' || p_event || ':dead', p_now, p_now) on conflict (dedupe_key) do nothing;
    perform private.notify_role('province_officer', null, 'notice.stuck', jsonb_build_object('event', p_event), 'stuck:' || p_event, p_now);
  end if;
  return case when v_dead then 'dead' else 'retry' end;
end $$;
comment on function public.turn_fail is
  'A turn broke: it is tried again with growing pauses; after turn.attempts tries the person gets an apology, the province is told, and the conversation goes on. Answers retry, dead or lost.';

create function public.lease_take(p_name text, p_holder text, p_seconds int, p_now timestamptz) returns boolean
language sql volatile security definer set search_path = '' as $$
  with taken as (
    insert into public.leases as l (name, holder, until) values (p_name, p_holder, p_now + make_interval(secs => p_seconds))
    on conflict (name) do update set holder = excluded.holder, until = excluded.until where l.until <= p_now or l.holder = excluded.holder
    returning 1
  )
  select exists (select from taken)
$$;
comment on function public.lease_take is 'Takes or renews a named lease; true when the caller holds it now. p_seconds 0 gives it back.';
