-- Out of a long queue the most urgent few, without looking at all of it: by lane, then urgency, then age; what is no longer true stays.
-- enable_seqscan is off where a plan is made while the queue is short and used when it is long, or before statistics know that it has grown.

drop index public.outbox_ready;
create index outbox_ready on public.outbox (lane, urgency, id) where status = 'ready';

create function private.outbox_candidates(
  p_after_lane int, p_after_urgency int, p_after_id bigint, p_limit int, p_channels text[], p_windowed text[], p_templates text[], p_now timestamptz
) returns setof public.outbox
language sql stable security definer rows 100 set search_path = '' set enable_seqscan = off set enable_sort = off as $$
  select o.* from public.outbox o
  where o.status = 'ready' and (o.lane, o.urgency, o.id) > (p_after_lane, p_after_urgency, p_after_id) and o.not_before <= p_now
    and (o.not_after is null or o.not_after > p_now) and (o.lease_until is null or o.lease_until <= p_now)
    -- Sums, not exists: those the planner may turn into one look at everybody.
    and (o.refused <> '{}' or o.message ->> 'key' = any (p_templates)
      or (select coalesce(bool_or(i.channel = any (p_channels)), true) or not bool_or(i.channel <> all (p_windowed) and i.closed_at is null)
        from public.channel_identities i where i.person_id = o.person_id and i.reachable))
    and (select count(*) from public.outbox b where b.person_id = o.person_id and b.status = 'ready' and b.id <> o.id
      and (b.lease_until > p_now or (b.lane, b.id) < (o.lane, o.id) and (b.not_before <= p_now or b.lane = o.lane and b.attempts > 0))) = 0
  order by o.lane, o.urgency, o.id limit p_limit
$$;
comment on function private.outbox_candidates is
  'The next messages in the order in which they should leave, after a place in it, but those that plainly wait for a channel that is none of p_channels: a cheap look, before private.choose_way decides. p_windowed: channels that are not always open.';

create or replace function public.outbox_claim(
  p_channels text[], p_limit int, p_lease_seconds int, p_now timestamptz,
  p_full text[] default '{}', p_away text[] default '{}', p_joined text[] default '{}', p_templates text[] default '{}'
) returns jsonb
language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_found public.outbox;
  v_row public.outbox;
  v_next public.outbox;
  v_way record;
  v_rows jsonb;
  v_lease uuid;
  v_seen int;
  v_claimed jsonb := '[]';
  v_lane int := -1;
  v_urgency int := 0;
  v_id bigint := 0;
  v_window int := greatest(p_limit * 2, 20);
  v_moved boolean := false;
  v_windowed text[] := (select coalesce(array_agg(split_part(s.name, '.', 1)), '{}') from public.settings s where s.name like '%.window_hours');
begin
  -- At most so many windows: who waits for a platform that is away must not keep everybody waiting while we look.
  for v_turn in 1 .. 25 loop
    v_seen := 0;
    for v_found in select * from private.outbox_candidates(v_lane, v_urgency, v_id, v_window, p_channels, v_windowed, p_templates, p_now) loop
      v_seen := v_seen + 1;
      v_lane := v_found.lane;
      v_urgency := v_found.urgency;
      v_id := v_found.id;
      exit when jsonb_array_length(v_claimed) >= p_limit;
      select * into v_way from private.choose_way(v_found, p_channels, p_full, p_away, p_templates, p_now);
      continue when v_way.decision = 'wait';
      select * into v_row from public.outbox o where o.id = v_found.id and o.status = 'ready' and o.not_before <= p_now and (o.lease_until is null or o.lease_until <= p_now)
        for update skip locked;
      continue when v_row.id is null;
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
          and o.id > v_row.id and o.status = 'ready' and o.not_before <= p_now and (o.not_after is null or o.not_after > p_now)
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
    exit when jsonb_array_length(v_claimed) >= p_limit or v_seen < v_window and (not v_moved or jsonb_array_length(v_claimed) > 0);
    -- What went to an officer or to the morning made room for others behind it.
    if v_seen < v_window then
      v_moved := false;
      v_lane := -1;
    end if;
  end loop;
  return v_claimed;
end $$;
comment on function public.outbox_claim is
  'Leases up to p_limit messages that may leave now over one of p_channels, at most one per person, answers first, then by lane and urgency: [{id, lease, channel, address, way, message, attempts, tracking, language, more}]. more: what goes with it in one message where the channel is one of p_joined. p_full, p_away: channels of this process that can take nothing now. p_templates: keys of messages that have a template. What is past its not_after does not leave. Two workers never get the same one.';
