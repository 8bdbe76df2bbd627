-- The outbox along the ways of private.choose_way: what is claimed, what became of it, what platforms taught us by it, and whom an officer has to call.

create or replace function public.inbox_put(p_events jsonb, p_now timestamptz) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_event jsonb;
  v_identity public.channel_identities;
  v_new int := 0;
  v_id bigint;
  v_reachable boolean;
begin
  for v_event in select e from jsonb_array_elements(p_events) e loop
    v_identity := private.identity_open(v_event ->> 'channel', v_event ->> 'address', p_now);
    v_reachable := (v_event -> 'content' ->> 'reachable') is distinct from 'false';
    insert into public.inbox (conversation_id, channel, external_id, event, not_before, received_at)
    select c.id, v_event ->> 'channel', v_event ->> 'externalId', v_event, p_now, p_now from public.conversations c where c.identity_id = v_identity.id
    on conflict (channel, external_id) do nothing returning id into v_id;
    if v_id is not null then
      v_new := v_new + 1;
      update public.channel_identities set last_seen_at = greatest(last_seen_at, p_now), reachable = v_reachable where id = v_identity.id;
      if v_reachable then
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
  'Stores events (Inbound of src/model/channel.ts) before anything is worked on, and opens the writer''s window again. The same channel and external id again is ignored. Answers how many were new. Safe to repeat.';

create function private.unit_of(p_message public.outbox) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(p #>> '{pledge,area,id}', p #>> '{delivery,area,id}', p #>> '{need,area,id}',
    (select d.area_id from public.pledges d where d.donor_id = p_message.person_id order by d.id desc limit 1))
  from (select p_message.message -> 'params') m (p)
$$;
comment on function private.unit_of is 'The unit that a message is about, else the one of the person''s last pledge.';

create function private.tell_unreachable(p_message public.outbox, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_unit text := private.unit_of(p_message);
  v_pledge bigint;
  v_officers uuid[];
begin
  -- An answer was asked for by somebody who has left; and that one officer cannot be told of another is told to no third.
  if p_message.lane = 0 or p_message.message ->> 'key' = 'notice.unreachable' then
    return;
  end if;
  select array_agg(distinct g.person_id) into v_officers from public.role_grants g
  where g.role = 'commune_officer' and private.area_within(v_unit, g.area_id) and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now
    and g.person_id <> p_message.person_id and exists (select from public.channel_identities i where i.person_id = g.person_id and i.reachable);
  if v_officers is null then
    select array_agg(distinct g.person_id) into v_officers from public.role_grants g
    where g.role = 'province_officer' and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now and g.person_id <> p_message.person_id;
  end if;
  select coalesce((select p.id from public.pledges p where p.donor_id = p_message.person_id and p.code = p_message.message #>> '{params,pledge,code}'),
    (select max(p.id) from public.pledges p where p.donor_id = p_message.person_id)) into v_pledge;
  perform private.notify(v_officer, 'notice.unreachable', jsonb_strip_nulls(jsonb_build_object(
      'name', case when v_pledge is null then (select display_name from public.people where id = p_message.person_id) else private.donor_label(v_pledge, v_officer, p_now) end,
      'pledge', (select code from public.pledges where id = v_pledge),
      'phone', (select '+' || f.phone from public.phones f where f.person_id = p_message.person_id and f.withdrawn_at is null))),
    'unreachable:' || p_message.person_id || ':' || private.day_of(p_now), p_now)
  from unnest(v_officers) v_officer;
end $$;
comment on function private.tell_unreachable is
  'Asks the officers of the unit, else the province, to call somebody whom no message reaches: once per person and day, with the name as each of them may see it and the phone that was given for it.';

drop function public.outbox_claim(text[], int, int, timestamptz);
drop function private.route(uuid, text[]);

create function public.outbox_claim(
  p_channels text[], p_limit int, p_lease_seconds int, p_now timestamptz,
  p_full text[] default '{}', p_away text[] default '{}', p_joined text[] default '{}', p_templates text[] default '{}'
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row public.outbox;
  v_next public.outbox;
  v_way record;
  v_rows jsonb;
  v_lease uuid;
  v_moved boolean;
  v_claimed jsonb := '[]';
begin
  loop
    v_moved := false;
    for v_row in
      select o.* from public.outbox o cross join lateral private.choose_way(o, p_channels, p_full, p_away, p_templates, p_now) w
      where o.status = 'ready' and o.not_before <= p_now and (o.lease_until is null or o.lease_until <= p_now) and w.decision <> 'wait'
        and not exists (select from public.outbox b where b.person_id = o.person_id and b.status = 'ready' and b.id <> o.id
          and (b.lease_until > p_now or (b.lane, b.id) < (o.lane, o.id) and (b.not_before <= p_now or b.lane = o.lane and b.attempts > 0)))
      order by o.lane, o.id limit p_limit
      for update of o skip locked
    loop
      -- Another worker may be about to send, or have begun to send, something else to the same person since the list was made.
      perform from public.people p where p.id = v_row.person_id for no key update skip locked;
      continue when not found or exists (select from public.outbox b where b.person_id = v_row.person_id and b.status = 'ready' and b.id <> v_row.id and b.lease_until > p_now);
      select * into v_way from private.choose_way(v_row, p_channels, p_full, p_away, p_templates, p_now);
      if v_way.decision = 'none' then
        update public.outbox set status = 'unreachable' where id = v_row.id;
        perform private.tell_unreachable(v_row, p_now);
      elsif v_way.decision = 'later' then
        update public.outbox set not_before = v_way.at where id = v_row.id;
      end if;
      v_moved := v_moved or v_way.decision in ('none', 'later');
      continue when v_way.decision <> 'send';
      v_lease := gen_random_uuid();
      v_rows := '[]';
      for v_next in
        select o.* from public.outbox o where o.id = v_row.id or v_way.channel = any (p_joined) and o.person_id = v_row.person_id and o.lane = v_row.lane
          and o.id > v_row.id and o.status = 'ready' and o.not_before <= p_now
        order by o.id
      loop
        exit when v_next.id <> v_row.id and not exists (select from private.choose_way(v_next, p_channels, p_full, p_away, p_templates, p_now) w
          where w.decision = 'send' and w.way = v_way.way);
        update public.outbox set lease = v_lease, lease_until = p_now + make_interval(secs => p_lease_seconds), attempts = attempts + 1, via = v_way.way, cost = v_way.cost
          where id = v_next.id;
        v_rows := v_rows || jsonb_build_object('id', v_next.id, 'message', v_next.message, 'attempts', v_next.attempts + 1, 'tracking', md5(v_next.dedupe_key));
      end loop;
      v_claimed := v_claimed || ((v_rows -> 0) || jsonb_build_object('lease', v_lease, 'channel', v_way.channel, 'address', v_way.address, 'way', v_way.way,
        'language', (select p.language from public.people p where p.id = v_row.person_id), 'more', v_rows - 0));
    end loop;
    -- What went to an officer or to the morning made room for others.
    exit when not v_moved or jsonb_array_length(v_claimed) > 0;
  end loop;
  return v_claimed;
end $$;
comment on function public.outbox_claim is
  'Leases up to p_limit messages that may leave now over one of p_channels, at most one per person, answers first: [{id, lease, channel, address, way, message, attempts, tracking, language, more}]. more: what goes with it in one message where the channel is one of p_joined. p_full, p_away: channels of this process that can take nothing now. p_templates: keys of messages that have a template. Two workers never get the same one.';

create function private.learn_from(p_message public.outbox, p_outcome text, p_used int, p_quota jsonb, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_channel text := coalesce((select i.channel from public.channel_identities i where i.id::text = p_message.via), p_message.via);
  v_free int := private.setting(v_channel || '.free_messages');
begin
  update public.channel_identities set
    closed_at = case when p_outcome = 'window_closed' then p_now else closed_at end,
    free_left = case
      when v_free is null then null
      when p_outcome = 'out_of_quota' or p_quota ->> 'type' = 'paid' then 0
      when p_quota ->> 'type' = 'free' then greatest((p_quota ->> 'remain')::int, 0)
      when p_outcome = 'sent' then greatest(coalesce(free_left, v_free) - p_used, 0)
      else free_left end
  where id::text = p_message.via;
  if p_outcome = 'out_of_quota' or p_quota ->> 'type' = 'paid' and (p_quota ->> 'remain')::int <= 0 then
    insert into public.used_up as u (channel, until) values (v_channel, private.next_morning(p_now)) on conflict (channel) do update set until = excluded.until;
  end if;
end $$;
comment on function private.learn_from is 'What the end of a message says about its way: free messages left, a window that is closed, a paid quota that is used up until tomorrow.';

drop function public.outbox_settle(bigint, uuid, text, text, timestamptz, text, timestamptz);

create function public.outbox_settle(
  p_id bigint, p_lease uuid, p_outcome text, p_message_id text default null, p_retry_at timestamptz default null, p_error text default null, p_now timestamptz default now(),
  p_used int default 1, p_quota jsonb default null
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row public.outbox;
begin
  select * into v_row from public.outbox where id = p_id and lease = p_lease and status = 'ready' for update;
  if v_row.id is null then
    return;
  end if;
  perform private.learn_from(v_row, p_outcome, p_used, p_quota, p_now);
  update public.outbox set lease = null, lease_until = null, last_error = left(p_error, 500),
    status = case p_outcome when 'sent' then 'sent' when 'dead' then 'dead' else 'ready' end,
    sent_at = case when p_outcome = 'sent' then p_now end,
    platform_message_id = p_message_id,
    cost = case when p_quota ->> 'type' = 'free' then 'free' when p_quota ->> 'type' = 'paid' and cost = 'free' then 'quota' else cost end,
    attempts = case when p_outcome in ('elsewhere', 'window_closed', 'out_of_quota') then 0 when p_outcome = 'released' then greatest(attempts - 1, 0) else attempts end,
    refused = case when p_outcome in ('elsewhere', 'window_closed') then refused || via else refused end,
    identity_id = case when p_outcome = 'blocked' then null else identity_id end,
    not_before = coalesce(p_retry_at, not_before)
  where id = p_id;
end $$;
comment on function public.outbox_settle is
  'What became of a claimed message: sent (p_used: messages that left by it, p_quota: {type: free|paid, remain} as the platform told it); retry (at p_retry_at, the same way); released (was not tried); blocked, window_closed, out_of_quota, elsewhere (not sent, and leaves another way at once if there is one); dead. A lease that ran out settles nothing.';

create or replace function public.address_unreachable(p_channel text, p_address text, p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  update public.channel_identities set reachable = false where channel = p_channel and address = p_address and last_seen_at <= p_now;
  update public.phones set refused_at = p_now where p_channel = 'zalo_zns' and phone = p_address and given_at <= p_now and withdrawn_at is null;
$$;
comment on function public.address_unreachable is 'Marks an address that refused us; it is reachable again as soon as the person writes, a phone when it is given again.';

create function public.receipt_put(p_tracking text, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.outbox set delivered_at = coalesce(delivered_at, p_now) where md5(dedupe_key) = p_tracking and cost = 'template';
  return found;
end $$;
comment on function public.receipt_put is 'The platform says that a template message arrived, by the tracking id it was sent with. Safe to repeat.';

grant execute on function public.outbox_claim, public.outbox_settle, public.receipt_put to nhip_cau_worker;
