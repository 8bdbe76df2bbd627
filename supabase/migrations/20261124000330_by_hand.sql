-- Where an account is looked after by people as well, whom somebody of the office answers by hand is not answered by us at the same time.

insert into public.settings (name, value, meaning) values
  ('by_hand.minutes', '30', 'How long we keep silent after somebody of the office wrote to a person by hand on the same channel. Buttons are answered all the same.');

alter table public.channel_identities add column by_hand_until timestamptz;
comment on column public.channel_identities.by_hand_until is 'Until then somebody of the office is answering here by hand.';
alter table public.inbox add column by_hand boolean not null default false;
comment on column public.inbox.by_hand is 'It came while somebody of the office was answering by hand.';

create or replace function public.inbox_put(p_events jsonb, p_now timestamptz) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_event jsonb;
  v_identity public.channel_identities;
  v_new int := 0;
  v_id bigint;
  v_reachable boolean;
  v_by_hand boolean;
begin
  for v_event in select e from jsonb_array_elements(p_events) e loop
    v_identity := private.identity_open(v_event ->> 'channel', v_event ->> 'address', p_now);
    v_reachable := (v_event -> 'content' ->> 'reachable') is distinct from 'false';
    v_by_hand := (v_event -> 'content' ->> 'type') = 'by_hand';
    insert into public.inbox (conversation_id, channel, external_id, event, status, not_before, received_at, done_at, by_hand)
    select c.id, v_event ->> 'channel', v_event ->> 'externalId', v_event, case when v_by_hand then 'done' else 'pending' end, p_now, p_now, case when v_by_hand then p_now end,
      coalesce(v_identity.by_hand_until > p_now, false)
    from public.conversations c where c.identity_id = v_identity.id
    on conflict (channel, external_id) do nothing returning id into v_id;
    if v_id is not null then
      v_new := v_new + 1;
      if v_by_hand then
        update public.channel_identities set by_hand_until = p_now + make_interval(mins => private.setting('by_hand.minutes')::int) where id = v_identity.id;
      else
        update public.channel_identities set last_seen_at = greatest(last_seen_at, p_now), reachable = v_reachable where id = v_identity.id;
      end if;
      if v_reachable and not v_by_hand then
        update public.channel_identities set last_inbound_at = greatest(last_inbound_at, p_now), free_left = null, closed_at = null where id = v_identity.id;
        update public.outbox set status = 'ready', refused = '{}', not_before = case status when 'unreachable' then p_now else not_before end
          where person_id = v_identity.person_id and (status = 'unreachable' or status = 'ready' and refused <> '{}');
      end if;
    end if;
    v_id := null;
  end loop;
  return v_new;
end $$;
comment on function public.inbox_put is
  'Stores events (Inbound of src/model/channel.ts) before anything is worked on, and opens the writer''s window again. by_hand is nobody writing to us: it only marks what comes after it. The same channel and external id again is ignored. Answers how many were new. Safe to repeat.';

create or replace function public.inbox_claim(p_limit int, p_lease_seconds int, p_now timestamptz) returns jsonb
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
      'received_at', v_event.received_at, 'by_hand', v_event.by_hand, 'person', private.person_json(v_free.identity_id, p_now));
  end loop;
  return v_turns;
end $$;
comment on function public.inbox_claim is
  'Leases up to p_limit conversations that have something to do and answers the oldest waiting event of each: [{id, lease, event, state, attempts, received_at, by_hand, person}]. A crashed worker''s lease runs out after p_lease_seconds and the event is worked on again.';
