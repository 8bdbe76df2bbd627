-- Delivery: workers claim, send, settle. Ordered per person and lane, leased, retried; nothing is dropped silently.

create function private.route(p_person uuid, p_channels text[]) returns uuid
language sql stable security definer set search_path = '' as $$
  select i.id from public.channel_identities i
  where i.person_id = p_person and i.reachable and i.channel = any (p_channels)
  order by i.last_seen_at desc, i.id limit 1
$$;
comment on function private.route is 'Where a person can be told something now: the reachable channel they used last.';

create function public.outbox_claim(p_channels text[], p_limit int, p_lease_seconds int, p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row record;
  v_identity public.channel_identities;
  v_lease uuid;
  v_claimed jsonb := '[]';
begin
  for v_row in
    select o.* from public.outbox o
    where o.status = 'ready' and o.not_before <= p_now and (o.lease_until is null or o.lease_until <= p_now)
      and (not exists (select from public.channel_identities i where i.person_id = o.person_id and i.reachable)
        or exists (select from public.channel_identities i where i.person_id = o.person_id and i.reachable and i.channel = any (p_channels)))
      and not exists (select from public.outbox b where b.person_id = o.person_id and b.status = 'ready' and b.id <> o.id
        and (b.lease_until > p_now or (b.lane, b.id) < (o.lane, o.id) and (b.not_before <= p_now or b.lane = o.lane and b.attempts > 0)))
    order by o.lane, o.id limit p_limit
    for update of o skip locked
  loop
    -- Another worker may be about to send, or have begun to send, something else to the same person since the list was made.
    perform from public.people p where p.id = v_row.person_id for no key update skip locked;
    continue when not found or exists (select from public.outbox b where b.person_id = v_row.person_id and b.status = 'ready' and b.id <> v_row.id and b.lease_until > p_now);
    select * into v_identity from public.channel_identities i where i.id = v_row.identity_id and i.reachable and i.channel = any (p_channels);
    if v_identity.id is null then
      select * into v_identity from public.channel_identities i where i.id = private.route(v_row.person_id, p_channels);
    end if;
    if v_identity.id is null then
      update public.outbox set status = 'unreachable' where id = v_row.id
        and not exists (select from public.channel_identities i where i.person_id = v_row.person_id and i.reachable);
      continue;
    end if;
    v_lease := gen_random_uuid();
    update public.outbox set lease = v_lease, lease_until = p_now + make_interval(secs => p_lease_seconds), attempts = attempts + 1 where id = v_row.id;
    v_claimed := v_claimed || jsonb_build_object('id', v_row.id, 'lease', v_lease, 'channel', v_identity.channel, 'address', v_identity.address, 'message', v_row.message,
      'attempts', v_row.attempts + 1, 'language', (select p.language from public.people p where p.id = v_row.person_id));
  end loop;
  return v_claimed;
end $$;
comment on function public.outbox_claim is
  'Leases up to p_limit messages that may leave now over one of p_channels, at most one per person, answers first: [{id, lease, channel, address, message, attempts, language}]. Two workers never get the same one.';

create function public.outbox_settle(
  p_id bigint, p_lease uuid, p_outcome text, p_message_id text default null, p_retry_at timestamptz default null, p_error text default null, p_now timestamptz default now()
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row public.outbox;
begin
  select * into v_row from public.outbox where id = p_id and lease = p_lease and status = 'ready' for update;
  if v_row.id is null then
    return;
  end if;
  update public.outbox set lease = null, lease_until = null, last_error = left(p_error, 500),
    status = case p_outcome when 'sent' then 'sent' when 'dead' then 'dead' else 'ready' end,
    sent_at = case when p_outcome = 'sent' then p_now end,
    platform_message_id = p_message_id,
    identity_id = case when p_outcome = 'blocked' then null else identity_id end,
    not_before = coalesce(p_retry_at, not_before)
  where id = p_id;
end $$;
comment on function public.outbox_settle is
  'What became of a claimed message: sent, retry (at p_retry_at), blocked (leaves another way if there is one), dead. A lease that ran out settles nothing.';

create function public.address_unreachable(p_channel text, p_address text, p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  update public.channel_identities set reachable = false where channel = p_channel and address = p_address and last_seen_at <= p_now
$$;
comment on function public.address_unreachable is 'Marks an address that refused us; it is reachable again as soon as the person writes.';

create function public.leases_abandon(p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.conversations set lease = null, lease_until = null where lease_until > p_now;
  update public.outbox set lease = null, lease_until = null where lease_until > p_now;
  delete from public.leases;
  update public.inbox set not_before = p_now where status = 'pending' and received_at > p_now;
  update public.outbox set not_before = p_now where status = 'ready' and created_at > p_now;
end $$;
comment on function public.leases_abandon is
  'Gives back every lease. Only for a database that one process has to itself, when that process starts: whoever held them is gone. What a clock wrote that has been set back since is due now.';

create function public.queue_depths(p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'inbox_pending', (select count(*) from public.inbox where status = 'pending'),
    'inbox_dead', (select count(*) from public.inbox where status = 'dead'),
    'outbox_ready', (select count(*) from public.outbox where status = 'ready'),
    'outbox_dead', (select count(*) from public.outbox where status = 'dead'),
    'outbox_unreachable', (select count(*) from public.outbox where status = 'unreachable'),
    'next_at', (select min(t) from (select min(not_before) from public.outbox where status = 'ready' union all select min(not_before) from public.inbox where status = 'pending') x (t)))
$$;
comment on function public.queue_depths is 'Counts for /metrics and readiness, and when something is due next.';

grant execute on function public.inbox_put, public.inbox_claim, public.turn_fail, public.lease_take, public.outbox_claim, public.outbox_settle,
  public.address_unreachable, public.leases_abandon, public.queue_depths to nhip_cau_worker;
