-- From what is due to one message a person and day: in daytime, merged, and rebuilt when it did not leave on its day.

alter table public.outbox add column urgency int not null default 0, add column not_after timestamptz;
comment on column public.outbox.urgency is 'Within a lane the lower one leaves first.';
comment on column public.outbox.not_after is 'From then on it would not be true any more: the calendar takes it back and says what is.';
create index outbox_overdue on public.outbox (not_after) where status = 'ready' and not_after is not null;
create index outbox_disturbing on public.outbox (person_id, created_at) where lane >= 2;

create function private.reminder_key(p_kind public.deadline_kinds, p_reason text) returns text
language sql immutable set search_path = '' as $$ select p_kind.message || case p_reason when 'due' then '' else '_' || p_reason end $$;
comment on function private.reminder_key is 'The sentence of one matter: its own, or the one that hands it to somebody else (_late, _unanswered).';

create function private.reminder_buttons(p_kind text, p_reason text, p_subject text) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_subject !~ '^[A-Z]{2}\d{2}-\d{3,6}$' then '[]'::jsonb
    else coalesce((select jsonb_agg(jsonb_build_object('label', b[1], 'say', b[2] || ' ' || p_subject) order by n) from (values
      ('pledge.due', 'due', array['handed_over', 'pledge.claim'], 1), ('pledge.due', 'due', array['other_day', 'pledge.amend'], 2),
      ('pledge.due', 'due', array['remind_later', 'reminder.settings'], 3),
      ('pledge.due', 'late', array['show_pledge', 'status.query'], 1), ('pledge.due', 'unanswered', array['show_pledge', 'status.query'], 1),
      ('handover', 'late', array['log_delivery', 'delivery.log'], 1),
      ('waitlist.hold', 'due', array['accept_offer', 'pledge.confirm'], 1), ('waitlist.hold', 'due', array['refuse_offer', 'pledge.cancel'], 2),
      ('pledge.decision', 'due', array['confirm_pledge', 'pledge.confirm'], 1), ('pledge.decision', 'due', array['decline_pledge', 'pledge.decline'], 2),
      ('need.decision', 'due', array['approve', 'need.approve'], 1), ('need.decision', 'due', array['return_need', 'need.return'], 2)) as t (kind, reason, b, n)
      where t.kind = p_kind and t.reason = p_reason), '[]') end
$$;
comment on function private.reminder_buttons is 'What can be done about one matter at once, as buttons that say it.';

create function private.reminder_matter(p_deadline public.deadlines, p_kind public.deadline_kinds, p_reason text, p_person uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('key', private.reminder_key(p_kind, p_reason), 'params', p_deadline.about || jsonb_build_object(
      'code', split_part(p_deadline.subject, ':', 1), 'due_on', private.last_day(p_deadline.due_before), 'due_before', p_deadline.due_before,
      case when n.days > 1 then 'ahead' when n.days = 1 then 'tomorrow' when n.days = 0 then 'today' when n.days = -1 then 'yesterday' else 'past' end, abs(n.days))
    || case when p_deadline.person_id = p_person then '{}'::jsonb else jsonb_build_object(
        'donor', (select private.donor_label(p.id, p_person, p_now) from public.pledges p where p.code = split_part(p_deadline.subject, ':', 1)),
        'unit', private.area_json(p_deadline.area_id)) end)
  from (select private.last_day(p_deadline.due_before) - private.day_of(p_now) as days) n
$$;
comment on function private.reminder_matter is 'One matter as a sentence sees it: the deadline''s own facts, its day, how many days it is away (ahead, past) or that it is tomorrow, today, yesterday; for who takes over also the donor, as they may see the name.';

create function private.reminder_message(p_matters jsonb, p_buttons jsonb) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case when jsonb_array_length(p_matters) = 1
    then (p_matters -> 0) || case when p_buttons -> 0 = '[]' then '{}'::jsonb else jsonb_build_object('options', p_buttons -> 0) end
    else jsonb_build_object('key', 'reminder.many', 'params', jsonb_build_object('total', jsonb_array_length(p_matters),
      'matters', jsonb_path_query_array(p_matters, '$[0 to $n]', jsonb_build_object('n', private.setting('reminder.most_matters')::int - 1)),
      'more', greatest(jsonb_array_length(p_matters) - private.setting('reminder.most_matters')::int, 0))) end
$$;
comment on function private.reminder_message is 'The message of one matter under its own key, with its buttons; of several, one that lists them.';

create function private.day_end(p_now timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select (private.day_of(p_now) + make_interval(hours => case when f > u then f else 24 end)) at time zone 'Asia/Ho_Chi_Minh'
  from (select private.setting('quiet.from_hour')::int as f, private.setting('quiet.until_hour')::int as u) s
$$;
comment on function private.day_end is 'When the quiet hours begin in the evening of a day, else midnight.';

create or replace function private.deadline_forget(p_deadline bigint, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from public.outbox o where o.status in ('ready', 'unreachable') and (o.lease_until is null or o.lease_until <= p_now)
    and o.id in (select r.outbox_id from public.reminders r where r.deadline_id = p_deadline);
  delete from public.reminders where deadline_id = p_deadline and outbox_id is null;
end $$;
comment on function private.deadline_forget is
  'Takes back what was planned and not yet said about a deadline. What else its message was to say waits for a new one.';

create function private.deadline_reword(p_deadline bigint, p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  delete from public.outbox o where o.status in ('ready', 'unreachable') and (o.lease_until is null or o.lease_until <= p_now)
    and o.id in (select r.outbox_id from public.reminders r where r.deadline_id = p_deadline)
$$;
comment on function private.deadline_reword is 'Takes back messages about a deadline that have not left, to be written anew by the next tick: what they say is no longer so.';

create function private.reminders_collect(p_now timestamptz, p_limit int) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_looked bigint[];
  v_count int;
begin
  select array_agg(id) into v_looked from (select d.id from public.deadlines d where d.settled_at is null and d.next_at <= p_now
    order by d.next_at limit p_limit for update skip locked) x;
  if v_looked is null then
    return 0;
  end if;
  with due as (
    select * from private.reminders_due(v_looked, p_now)
  ), handed as (
    update public.deadlines d set handed_at = p_now from (select distinct deadline_id from due where reason <> 'due') h where d.id = h.deadline_id returning d.id
  ), replaced as (
    delete from public.reminders r using due where r.deadline_id = due.deadline_id and r.person_id = due.person_id and r.outbox_id is null
  )
  insert into public.reminders (deadline_id, person_id, at, reason, expires_at)
  select deadline_id, person_id, at, reason, expires_at from due
  on conflict do nothing;
  get diagnostics v_count = row_count;
  update public.deadlines set said_until = p_now where id = any (v_looked);
  return array_length(v_looked, 1);
end $$;
comment on function private.reminders_collect is 'Notes what is due about at most p_limit deadlines; a newer reminder of a matter replaces one that never left. Answers at how many it looked.';

create function private.reminders_write(p_now timestamptz, p_limit int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_today date := private.day_of(p_now);
  v_rest date := private.rest_until(v_today);
  v_written jsonb;
begin
  with chosen as materialized (
    select w.person_id from (
      select r.person_id, min(k.urgency) as urgency from public.reminders r join public.deadlines d on d.id = r.deadline_id join public.deadline_kinds k on k.kind = d.kind
      where r.outbox_id is null and (v_rest is null or r.expires_at <= private.due_before(v_rest + 1)) group by r.person_id) w
    where not exists (select from public.outbox o where o.person_id = w.person_id and o.lane = 2
        and (o.status = 'ready' and o.not_after is not null or private.day_of(coalesce(o.sent_at, o.created_at)) = v_today))
      and (select count(*) from public.outbox o where o.person_id = w.person_id and o.lane >= 2 and o.created_at > p_now - interval '48 hours'
        and coalesce(o.sent_at, p_now) > p_now - interval '24 hours' and o.status in ('ready', 'sent')) < private.setting('reminder.most_a_day')
    order by w.urgency, w.person_id limit p_limit
  ), matters as materialized (
    select r.id, r.person_id, r.expires_at, k.urgency * 1000 + greatest(0, least(999, 500 + (private.last_day(d.due_before) - v_today))) as urgency,
      private.reminder_matter(d, k, r.reason, r.person_id, p_now) as matter, private.reminder_buttons(k.kind, r.reason, d.subject) as buttons
    from public.reminders r join chosen c on c.person_id = r.person_id join public.deadlines d on d.id = r.deadline_id join public.deadline_kinds k on k.kind = d.kind
    where r.outbox_id is null and r.expires_at > p_now and d.settled_at is null
  ), written as (
    insert into public.outbox (person_id, message, lane, urgency, dedupe_key, not_before, not_after, created_at)
    select person_id, private.reminder_message(jsonb_agg(matter order by urgency, id), jsonb_agg(buttons order by urgency, id)), 2, min(urgency),
      'reminder:' || person_id || ':' || v_today, p_now, least(private.day_end(p_now), min(expires_at)), p_now
    from matters group by person_id
    on conflict (dedupe_key) do nothing returning id, person_id, message ->> 'key' as key
  ), joined as (
    update public.reminders r set outbox_id = w.id from matters m join written w on w.person_id = m.person_id where r.id = m.id
  )
  select coalesce(jsonb_object_agg(key, n), '{}') into v_written from (select w.key, count(*) as n from written w group by w.key) k;
  return v_written;
end $$;
comment on function private.reminders_write is
  'One message for each of at most p_limit people who have something waiting: none for who had one today, has one under way, or had reminder.most_a_day messages in 24 hours. On a holiday only what cannot wait. Answers how many of each sentence.';

create function private.tick_step_reminders(p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_portion int := private.setting('tick.portion');
  v_looked int;
  v_written jsonb := '{}';
  v_count int;
begin
  -- Two at once would only wait for each other; the other one does it.
  if not pg_try_advisory_xact_lock(hashtext('nhip_cau.reminders')) then
    return jsonb_build_object('reminders', 0, 'planned', '{}'::jsonb);
  end if;
  delete from public.outbox where status = 'ready' and not_after <= p_now and (lease_until is null or lease_until <= p_now);
  delete from public.reminders r using public.deadlines d where d.id = r.deadline_id and r.outbox_id is null and (r.expires_at <= p_now or d.settled_at is not null);
  v_looked := private.reminders_collect(p_now, v_portion);
  -- All of a person's matters first, so that one message has them.
  if v_looked < v_portion and private.quiet_until(p_now) is null then
    v_written := private.reminders_write(p_now, v_portion);
  end if;
  select coalesce(sum(n::int), 0) into v_count from jsonb_each_text(v_written) w (key, n);
  return jsonb_build_object('reminders', v_count, 'planned', v_written) || case when v_looked = v_portion or v_count = v_portion then '{"more": true}'::jsonb else '{}' end;
end $$;
comment on function private.tick_step_reminders is 'Plans the reminders that are due (B23), in portions: {reminders: messages written, planned: how many of each sentence, more}.';
insert into public.tick_steps (name, function, position) values ('reminders', 'tick_step_reminders', 90);
