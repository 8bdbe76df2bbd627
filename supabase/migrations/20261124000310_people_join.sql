-- Two accounts become one person: what each had follows the one that stays. Nothing is lost, nothing becomes public by it, and it can be taken back.

create table private.people_columns (
  table_name text not null,
  column_name text not null,
  on_join text not null check (on_join in ('moves', 'merges', 'stays')),
  primary key (table_name, column_name)
);
comment on table private.people_columns is
  'Every column that names a person, and whether it follows when two people become one. A test compares it with the catalogue: whoever adds such a column adds a row. moves: of what everybody has only once, who stays keeps the own. merges: there both say the same, and one of them goes. stays: a record of the past that is never changed.';

insert into private.people_columns (table_name, column_name, on_join) values
  ('audit_events', 'actor', 'stays'),
  ('channel_identities', 'person_id', 'moves'),
  ('consents', 'person_id', 'moves'),
  ('deadlines', 'person_id', 'moves'),
  ('deliveries', 'created_by', 'moves'),
  ('evidence', 'created_by', 'moves'),
  ('invitations', 'created_by', 'moves'),
  ('invitations', 'redeemed_by', 'moves'),
  ('link_codes', 'opened_by', 'moves'),
  ('link_tries', 'person_id', 'moves'),
  ('needs', 'created_by', 'moves'),
  ('needs', 'decided_by', 'moves'),
  ('outbox', 'person_id', 'moves'),
  ('people', 'joined_into', 'moves'),
  ('phones', 'person_id', 'moves'),
  ('pledges', 'donor_id', 'moves'),
  ('reminder_stops', 'person_id', 'merges'),
  ('reminders', 'person_id', 'merges'),
  ('role_grants', 'granted_by', 'moves'),
  ('role_grants', 'person_id', 'moves');

create function private.require_joinable(p_one uuid, p_other uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if exists (select from public.people a join public.organisations oa on oa.id = a.organisation_id, public.people b join public.organisations ob on ob.id = b.organisation_id
      where a.id = p_one and b.id = p_other and lower(oa.name) <> lower(ob.name)) then
    perform private.refuse('link_conflict', '{"reason": "organisations"}');
  end if;
  -- Two pairs of eyes must have been two people.
  if exists (select from (values (p_one, p_other), (p_other, p_one)) t (a, b)
      where exists (select from public.needs n where n.created_by = a and n.decided_by = b)
        or exists (select from public.pledges p where p.donor_id = a and (exists (select from public.deliveries d where d.pledge_id = p.id and d.created_by = b)
          or exists (select from public.audit_events e where e.subject = p.code and e.actor = b and e.action in ('pledge.confirm', 'pledge.decline'))))
        or exists (select from public.reports r join public.audit_events e on e.subject = r.code and e.actor = b and e.action in ('report.accepted', 'report.returned') where r.submitted_by = a)
        or exists (select from public.difficulties d join public.audit_events e on e.subject = d.code and e.actor = b
          and e.action in ('difficulty.acknowledge', 'difficulty.assign', 'difficulty.wait', 'difficulty.resolve') where d.created_by = a)) then
    perform private.refuse('link_conflict', '{"reason": "decisions"}');
  end if;
end $$;
comment on function private.require_joinable is 'Refuses link_conflict where two accounts cannot be one person: they act for different organisations, or one decided on what the other asked for.';

create function private.who_stays(p_one uuid, p_other uuid, p_now timestamptz) returns uuid
language sql stable security definer set search_path = '' as $$
  select p.id from public.people p where p.id in (p_one, p_other)
  order by exists (select from public.role_grants g where g.person_id = p.id and coalesce(g.valid_to, 'infinity') > p_now) desc,
    exists (select from public.pledges l where l.donor_id = p.id) or exists (select from public.needs n where n.created_by = p.id) desc,
    private.has_consent(p.id, 'pledge') desc, p.created_at, p.id
  limit 1
$$;
comment on function private.who_stays is 'Of two people the one that keeps its id: who has a role, else promises or needs, else agreed to be stored, else came first.';

create function private.consents_join(p_kept uuid, p_gone uuid, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_both uuid[] := array[p_kept, p_gone];
begin
  update public.consents c set withdrawn_at = p_now
  where c.person_id = any (v_both) and c.withdrawn_at is null and (
    exists (select from public.consents o where o.person_id = any (v_both) and o.person_id <> c.person_id and o.purpose = c.purpose and o.withdrawn_at > c.given_at
      and not private.has_consent(o.person_id, c.purpose))
    or c.purpose = 'publish_name' and exists (select from public.pledges p where p.donor_id = any (v_both) and p.donor_id <> c.person_id and p.visibility <> 'anonymous'
      and not private.has_consent(p.donor_id, 'publish_name')));
  update public.consents c set withdrawn_at = p_now where c.person_id = p_gone and c.withdrawn_at is null and private.has_consent(p_kept, c.purpose);
  update public.phones f set withdrawn_at = p_now, phone = null
  where f.person_id = any (v_both) and f.withdrawn_at is null and (
    not private.has_consent(p_kept, 'share_phone') and not private.has_consent(p_gone, 'share_phone')
    or f.id <> (select l.id from public.phones l where l.person_id = any (v_both) and l.withdrawn_at is null order by l.given_at desc, l.id desc limit 1));
end $$;
comment on function private.consents_join is
  'What two accounts agreed to, as one person: either agreement counts unless the other account took it back later, and one phone number is left, the last that was given. A name stays published only where no promise of the other account becomes named by it (F).';

create function private.news_join(p_kept uuid, p_gone uuid, p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  delete from public.outbox o using public.outbox k
  where o.person_id = p_gone and o.status in ('ready', 'unreachable') and coalesce(o.lease_until, '-infinity') <= p_now
    and right(o.dedupe_key, 37) = ':' || p_gone and k.dedupe_key = left(o.dedupe_key, -36) || p_kept and k.message = o.message and k.status <> 'dead';
  -- Receipts of templates come with the key they were sent with.
  update public.outbox o set dedupe_key = left(o.dedupe_key, -36) || p_kept
  where o.person_id = p_gone and right(o.dedupe_key, 37) = ':' || p_gone and o.cost is distinct from 'template'
    and not exists (select from public.outbox k where k.dedupe_key = left(o.dedupe_key, -36) || p_kept);
$$;
comment on function private.news_join is 'What both accounts were to be told is told once, and what one was told already is not told again.';

create function private.turns_yield(p_gone uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from public.conversations c join public.channel_identities i on i.id = c.identity_id where i.person_id = p_gone order by c.id for update of c nowait;
  update public.conversations c set lease = null, lease_until = null
  from public.channel_identities i where i.id = c.identity_id and i.person_id = p_gone
    and c.id is distinct from (select e.conversation_id from public.inbox e where e.id = nullif(current_setting('nhip_cau.turn', true), '')::bigint);
exception when lock_not_available then
  raise exception using errcode = '40001', message = 'a turn of this person is about to end';
end $$;
comment on function private.turns_yield is
  'Turns of who leaves begin anew as who stays. One that is just being written down is waited for by trying again: a turn in between would leave what it did behind.';

create function private.column_moves(p_table text, p_column text, p_merges boolean, p_from uuid, p_to uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_move text := format('update public.%1$I t set %2$I = $1 where t.%2$I = $2', p_table, p_column);
  v_row record;
  v_id jsonb;
  v_ids jsonb;
begin
  execute format('with moved as (%s returning to_jsonb(t) -> ''id'' as id) select jsonb_agg(id) from moved', v_move) into v_ids using p_to, p_from;
  return v_ids;
exception when unique_violation then
  for v_row in execute format('select t.ctid as place from public.%1$I t where t.%2$I = $1', p_table, p_column) using p_from loop
    begin
      execute v_move || ' and t.ctid = $3 returning to_jsonb(t) -> ''id''' into v_id using p_to, p_from, v_row.place;
      v_ids := coalesce(v_ids, '[]') || v_id;
    exception when unique_violation then
      if p_merges then
        execute format('delete from public.%1$I t where t.ctid = $1', p_table) using v_row.place;
      end if;
    end;
  end loop;
  return v_ids;
end $$;
comment on function private.column_moves is
  'Gives the rows of one person to another and answers their ids.';

create function private.people_join(p_one uuid, p_other uuid, p_now timestamptz) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_kept uuid;
  v_gone uuid;
  v_column record;
  v_ids jsonb;
  v_moved jsonb := '{}';
begin
  perform from public.people where id in (p_one, p_other) order by id for update;
  if exists (select from public.people where id in (p_one, p_other) and joined_into is not null) then
    raise exception using errcode = '40001', message = 'one of them was joined meanwhile';
  end if;
  perform private.require_joinable(p_one, p_other);
  v_kept := private.who_stays(p_one, p_other, p_now);
  v_gone := case v_kept when p_one then p_other else p_one end;
  perform private.turns_yield(v_gone), private.consents_join(v_kept, v_gone, p_now), private.news_join(v_kept, v_gone, p_now);
  update public.role_grants g set valid_to = p_now
  where g.person_id = v_gone and coalesce(g.valid_to, 'infinity') > p_now and exists (select from public.role_grants k
    where k.person_id = v_kept and k.role = g.role and k.area_id is not distinct from g.area_id and k.sector is not distinct from g.sector and coalesce(k.valid_to, 'infinity') > p_now);
  for v_column in select * from private.people_columns c where c.on_join <> 'stays' order by 1, 2 loop
    v_ids := private.column_moves(v_column.table_name, v_column.column_name, v_column.on_join = 'merges', v_gone, v_kept);
    v_moved := v_moved || case when v_ids is null then '{}' else jsonb_build_object(v_column.table_name || '.' || v_column.column_name, v_ids) end;
  end loop;
  update public.people k set display_name = coalesce(k.display_name, g.display_name), organisation_id = coalesce(k.organisation_id, g.organisation_id),
    is_foreign = k.is_foreign or g.is_foreign, language_chosen = k.language_chosen or g.language_chosen,
    language = case when k.language is null or g.language_chosen and not k.language_chosen then coalesce(g.language, k.language) else k.language end
  from public.people g where k.id = v_kept and g.id = v_gone;
  update public.people set joined_into = v_kept where id = v_gone;
  update public.outbox set status = 'ready', refused = '{}', not_before = p_now where person_id = v_kept and status = 'unreachable';
  perform private.audit('account.join', 'person:' || v_gone, null, jsonb_build_object('kept', v_kept, 'moved', v_moved), p_now);
  return v_kept;
exception when check_violation then
  perform private.refuse('link_conflict', '{"reason": "decisions"}');
end $$;
comment on function private.people_join is
  'Makes two accounts one person and answers who stays. The audit keeps the ids of every row that moved, by which account_part takes it back. Refuses link_conflict. A transaction that lost against another one is tried again by its caller (40001).';

create function public.account_part(p_gone uuid, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_kept uuid;
  v_moved jsonb;
  v_column record;
begin
  select p.joined_into into v_kept from public.people p where p.id = p_gone for update;
  select e.after -> 'moved' into v_moved from public.audit_events e where e.action = 'account.join' and e.subject = 'person:' || p_gone order by e.id desc limit 1;
  if v_kept is null or v_moved is null then
    perform private.refuse('not_found', jsonb_build_object('code', p_gone));
  end if;
  update public.people set joined_into = null where id = p_gone;
  perform private.turns_yield(v_kept);
  for v_column in select c.table_name, c.column_name, v_moved -> (c.table_name || '.' || c.column_name) as ids from private.people_columns c
    where v_moved ? (c.table_name || '.' || c.column_name) loop
    execute format('update public.%1$I t set %2$I = $1 where t.%2$I = $2 and $3 @> (to_jsonb(t) -> ''id'')', v_column.table_name, v_column.column_name)
      using p_gone, v_kept, v_column.ids;
  end loop;
  perform private.audit('account.part', 'person:' || p_gone, jsonb_build_object('kept', v_kept), null, p_now);
  return jsonb_build_object('parted', p_gone, 'kept', v_kept);
end $$;
comment on function public.account_part is
  'The operator takes a link back: what had moved from p_gone returns there, what came since stays. Consents and roles that ended by the link stay ended. Refuses not_found.';
grant execute on function public.account_part to nhip_cau_operator;

create function private.follow_joined() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The lock waits for a join that is under way, so that its news goes to who stays.
  select coalesce(p.joined_into, p.id) into new.person_id from public.people p where p.id = new.person_id for key share;
  return new;
end $$;
comment on function private.follow_joined is 'News for somebody who was joined into another person at this very moment goes there.';
create trigger follow_joined before insert on public.outbox for each row execute function private.follow_joined();

create or replace function private.turn_begin(p_event bigint, p_lease uuid, p_acts jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from public.conversations c join public.inbox i on i.conversation_id = c.id
    where i.id = p_event and i.status = 'pending' and c.lease = p_lease for update of c;
  -- Looked at again under the lock: the turn may have ended meanwhile, or the person may have become another one.
  if not found or not exists (select from public.inbox i join public.conversations c on c.id = i.conversation_id join public.channel_identities d on d.id = c.identity_id
      where i.id = p_event and i.status = 'pending' and c.lease = p_lease and d.person_id = auth.uid()) then
    perform private.refuse('turn_lost');
  end if;
  -- Two turns that split a promise over the same needs in opposite order must not wait for each other.
  perform from public.needs n where n.id in (
      select e.id from jsonb_array_elements(p_acts) a join public.needs e on e.code = upper(a -> 'args' ->> 'p_need')
      union select p.need_id from jsonb_array_elements(p_acts) a join public.pledges p on p.code = upper(a -> 'args' ->> 'p_pledge')
      union select d.need_id from jsonb_array_elements(p_acts) a join public.deliveries d on d.code = upper(a -> 'args' ->> 'p_delivery'))
    order by n.id for update;
end $$;

create or replace function private.turn_store(
  p_event bigint, p_lease uuid, p_state jsonb, p_messages jsonb, p_language text, p_not_before timestamptz, p_replaces text, p_forget boolean, p_now timestamptz
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  -- An act of this turn may have made the caller another person.
  v_person uuid := (select coalesce(p.joined_into, p.id) from public.people p where p.id = auth.uid());
  v_turn record;
begin
  update public.conversations c set state = p_state, lease = null, lease_until = null
  from public.inbox i, public.channel_identities d
  where i.id = p_event and i.conversation_id = c.id and c.lease = p_lease and i.status = 'pending' and d.id = c.identity_id and d.person_id = v_person
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
