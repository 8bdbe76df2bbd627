-- Messages on their way: the inbox, a turn, the outbox, and who may touch them.
begin;
select no_plan();
\ir personas.psql

create function pg_temp.write(p_name text, p_id text, p_text text) returns text language sql as $$
  select pg_temp.try('worker', format('select public.inbox_put(%L, :now)', jsonb_build_array(jsonb_build_object('channel', 'web', 'address', pg_temp.id_of(p_name),
    'externalId', p_id, 'sender', jsonb_build_object('name', 'Sender Name'), 'content', jsonb_build_object('type', 'text', 'text', p_text)))))
$$;
create temporary table claimed (n serial, turn jsonb);
create function pg_temp.claim(p_seconds int default 60) returns text language plpgsql as $$
declare
  v_turns jsonb := pg_temp.try('worker', format('select public.inbox_claim(10, %s, :now)', p_seconds));
begin
  insert into claimed (turn) select t from jsonb_array_elements(v_turns) t;
  return (select string_agg(t -> 'event' -> 'content' ->> 'text', ' ') from jsonb_array_elements(v_turns) t);
end $$;
create function pg_temp.commit(p_name text, p_turn jsonb, p_acts text default '[]', p_messages text default '[]', p_more text default '') returns text language sql as $$
  select pg_temp.try(p_name, format('select public.turn_commit(%s, %L, ''web'', ''{"v": 1}'', %L, %L, p_now => :now %s)', p_turn ->> 'id', p_turn ->> 'lease', p_messages, p_acts, p_more))
$$;
create function pg_temp.last_turn() returns jsonb language sql as $$ select turn from claimed order by n desc limit 1 $$;

-- In
select is(pg_temp.write('lan', 'e1', 'one'), '1', 'a message is stored');
select is(pg_temp.write('lan', 'e1', 'one'), '0', 'once');
select is(pg_temp.write('lan', 'e2', 'two'), '1', 'the next one waits');
select is(pg_temp.try('lan', 'select public.inbox_put(''[]'', :now)'), '42501 permission denied for function inbox_put', 'people do not store messages themselves');
select is(pg_temp.try('lan', 'select public.inbox_claim(1, 60, :now)'), '42501 permission denied for function inbox_claim', 'nor read what others wrote');
select is(pg_temp.try('lan', 'select public.outbox_claim(array[''web''], 1, 60, :now)'), '42501 permission denied for function outbox_claim', 'nor what others are told');
select is(pg_temp.try('lan', 'select public.tick(:now)'), '42501 permission denied for function tick', 'nor turn the calendar');
select is(pg_temp.try('worker', 'select public.pledge_list()'), '42501 permission denied for function pledge_list', 'the worker reads no promise');
select is(pg_temp.try('worker', 'select count(*) from public.inbox'), '42501 permission denied for table inbox', 'and no table');
select is(pg_temp.claim(), 'one', 'a worker gets the oldest');
select is(pg_temp.claim(), null, 'and nobody the next one meanwhile');

-- A turn is the person's, under the worker's lease
select is(pg_temp.commit('minh', pg_temp.last_turn()), 'turn_lost', 'nobody ends another''s turn');
select is(pg_temp.commit('lan', pg_temp.last_turn() || jsonb_build_object('lease', gen_random_uuid())), 'turn_lost', 'nor without the lease');
select is(pg_temp.commit('lan', pg_temp.last_turn() || '{"id": 999999}'), 'turn_lost', 'nor one that is none');
select is(pg_temp.commit('lan', pg_temp.last_turn(), p_more => ', p_language => ''en'''), '[]', 'the person''s turn ends');
select is(pg_temp.commit('lan', pg_temp.last_turn()), 'turn_lost', 'once');
select is((select event #>> '{sender,name}' from public.inbox where external_id = 'e1'), 'Sender Name', 'a name is kept with consent');
select is((select language from public.people where id = pg_temp.id_of('lan')), 'en', 'the language follows');

-- Acts
select is(pg_temp.claim(), 'two', 'the next message');
select is(pg_temp.published(), 'NC26-001', 'a need');
select ok(pg_temp.commit('lan', pg_temp.last_turn(), jsonb_build_array(jsonb_build_object('name', name, 'args', '{}'::jsonb))::text) like 'no function % may call in a turn', 'no act: ' || coalesce(name, 'nothing'))
  from unnest(array['tick', 'turn_commit', 'turn_fail', 'inbox_claim', 'invitation_create', 'person_describe', 'need_list', 'nothing', 'private.audit', 'pg_sleep',
    'pledge_create(); drop table public.needs; --', 'Pledge_Create', '"', '''', '', null]) as t (name);
create function pg_temp.act(p_args text) returns text language sql as $$
  select pg_temp.commit('lan', pg_temp.last_turn(), jsonb_build_array(jsonb_build_object('name', 'pledge_create', 'args', p_args::jsonb))::text)
$$;
select is(pg_temp.act(args), refusal, 'an act with ' || left(args, 60)) from (values
  ('{"p_amount": "much"}', 'value_invalid'), ('{"p_amount": 1e309}', 'quantity_too_large'), ('{"p_amount": "9223372036854775808"}', 'quantity_too_large'), ('{"p_amount": 1.5}', 'value_invalid'),
  ('{"p_amount": {"a": 1}}', 'value_invalid'), ('{"p_amount": [1]}', 'value_invalid'), ('{"p_amount": -1}', 'quantity_invalid'),
  ('{"p_due": "2026-02-30", "p_amount": 1}', 'value_invalid'), ('{"p_due": "soon", "p_amount": 1}', 'value_invalid'), ('{"p_due": "infinity", "p_amount": 1}', 'value_invalid'),
  ('{"p_need": "NC26-001", "p_items": "coat"}', 'items_missing'), ('{"p_need": "NC26-001", "p_items": [[1]]}', 'value_invalid'), ('{"p_need": "NC26-001", "p_items": [1]}', 'value_invalid'),
  ('{"p_need": "NC26-001", "p_items": [{"quantity": {"a": 1}}]}', 'quantity_invalid'), ('{"p_need": "NC26-001", "p_items": [{"quantity": [1]}]}', 'quantity_invalid'),
  ('{"p_need": "NC26-001", "p_items": [{"quantity": "NaN"}]}', 'quantity_too_large'), ('{"p_need": "NC26-001", "p_items": [{"quantity": 1e309}]}', 'quantity_too_large'),
  ('{"p_need": "NC26-001", "p_items": [{"quantity": "1; drop table x"}]}', 'quantity_invalid'), ('{"p_need": "NC26-001", "p_items": [{"quantity": 1, "item": "\u0327\ud83d\ude00"}]}', 'item_not_in_need'),
  ('{"p_need": "'' or true --", "p_items": [{"quantity": 1}]}', 'not_found'), ('{"p_need": {"code": "NC26-001"}, "p_items": [{"quantity": 1}]}', 'not_found'),
  ('{"p_amount": 1, "p_waitlist": "perhaps"}', 'value_invalid'), ('{"p_amount": 1, "p_visibility": "\"; --"}', 'value_invalid'), ('{"p_amount": 1, "p_sector": "x"}', 'value_invalid'),
  ('{"p_amount": 1, "p_area": "x"}', 'area_unknown'), ('{"p_amount": 1, "p_instalments": 99999999999}', 'quantity_too_large'), ('[]', 'items_missing'), ('{"unknown": 1}', 'items_missing'), ('null', 'items_missing')) as t (args, refusal);
select is((select count(*) from public.pledges), 0::bigint, 'no refusal left anything behind');
select is(pg_temp.commit('lan', pg_temp.last_turn(), '[{"name": "pledge_create", "args": {"p_need": "NC26-001", "p_items": [{"quantity": 5}], "p_now": "2020-01-01"}}, {"name": "pledge_amend", "args": {"p_pledge": "CK26-999", "p_due": "2026-12-01"}}]'),
  'not_found', 'two acts, one of them refused');
select is((select count(*) from public.pledges), 0::bigint, 'are none');
select ok(pg_temp.commit('lan', pg_temp.last_turn(), '[{"name": "pledge_create", "args": {"p_need": "NC26-001", "p_items": [{"quantity": 5}], "p_now": "2020-01-01"}}]', '[{"key": "pledge.done"}]', ', p_forget => true') like '%CK26-001%',
  'an act happens with the end of the turn, and at its time');
select is((select message #>> '{params,result,code}' from public.outbox where dedupe_key like 'turn:%' order by id desc limit 1), 'CK26-001', 'the answer knows what became of it');
select is((select event #>> '{content,text}' from public.inbox where external_id = 'e2'), '', 'what may name a child is forgotten');
select is((select array_agg(distinct (channel, turn is not null)::text) from public.audit_events where subject = 'CK26-001'), array['(web,t)'], 'the audit knows channel and message');
select ok((select state ? 'done' from public.conversations c join public.inbox i on i.conversation_id = c.id where i.external_id = 'e2'), 'the dialogue knows what was done');
select is(pg_temp.commit('lan', '{"id": 1, "lease": null}'), 'turn_lost', 'no lease, no turn');

-- A turn that breaks
select is(pg_temp.write('minh', 'm1', 'bad'), '1', 'a message that breaks the bot');
select is(pg_temp.write('minh', 'm2', 'good'), '1', 'and one after it');
do $$
begin
  for n in 1..5 loop
    perform pg_temp.on_day(('2026-10-15 10:00+07'::timestamptz + n * interval '10 minutes')::text);
    perform pg_temp.claim();
    perform pg_temp.try('worker', format('select public.turn_fail(%s, %L, ''boom'', :now)', pg_temp.last_turn() ->> 'id', pg_temp.last_turn() ->> 'lease'));
  end loop;
end $$;
select is((select concat_ws(' ', status, attempts, last_error) from public.inbox where external_id = 'm1'), 'dead 5 boom', 'it is given up after five tries');
select is(pg_temp.told('minh'), 'fault.gave_up', 'the person is told');
select ok(pg_temp.told('hanh') like '%notice.stuck', 'so is the province');
select is(pg_temp.claim(), 'good', 'and the conversation goes on');
select is(pg_temp.try('worker', format('select public.turn_fail(%s, %L, ''late'', :now)', pg_temp.last_turn() ->> 'id', gen_random_uuid())), 'lost', 'a stranger to the lease breaks nothing');
select pg_temp.on_day('2026-10-15 12:00+07');
select is(pg_temp.claim(), 'good', 'a lease that ran out is taken over');

-- Out
delete from public.outbox;
create function pg_temp.say(p_name text, p_key text, p_lane int default 1, p_at timestamptz default '2026-10-15 08:00+07') returns setof text language plpgsql as $$
begin
  insert into public.outbox (person_id, message, lane, dedupe_key, not_before, created_at) values (pg_temp.id_of(p_name), jsonb_build_object('key', p_key), p_lane, p_key, p_at, p_at);
end $$;
create temporary table sending (n serial, row jsonb);
create function pg_temp.send(p_limit int default 10, p_channels text default '{web}', p_seconds int default 60) returns text language plpgsql as $$
declare
  v_rows jsonb := pg_temp.try('worker', format('select public.outbox_claim(%L, %s, %s, :now)', p_channels, p_limit, p_seconds));
begin
  insert into sending (row) select r from jsonb_array_elements(v_rows) r;
  return (select string_agg(r -> 'message' ->> 'key', ' ') from jsonb_array_elements(v_rows) r);
end $$;
create function pg_temp.settle(p_key text, p_outcome text, p_more text default '') returns text language sql as $$
  select pg_temp.try('worker', (select format('select public.outbox_settle(%s, %L, %L, p_now => :now %s)', row ->> 'id', row ->> 'lease', p_outcome, p_more)
    from sending where row -> 'message' ->> 'key' = p_key order by n desc limit 1))
$$;
select pg_temp.say('lan', 'news 1');
select pg_temp.say('lan', 'news 2');
select pg_temp.say('lan', 'answer', 0);
select pg_temp.say('minh', 'hello');
select pg_temp.say('minh', 'later', 1, '2026-10-16 08:00+07');
select is(pg_temp.send(), 'answer hello', 'one message per person at a time, answers first');
select is(pg_temp.send(), null, 'and nothing while it is on its way');
select is(pg_temp.settle('answer', 'sent', ', p_message_id => ''77'''), '', 'it was sent');
select is((select concat_ws(' ', status, platform_message_id) from public.outbox where message ->> 'key' = 'answer'), 'sent 77', 'and has its number');
select is(pg_temp.send(), 'news 1', 'then the news, in order');
select is(pg_temp.settle('news 1', 'retry', ', p_retry_at => ''2026-10-15 12:05+07'', p_error => ''busy'''), '', 'the platform is busy');
select is(pg_temp.send(), null, 'later news do not overtake');
select pg_temp.on_day('2026-10-15 12:05+07');
select is(pg_temp.send(1), 'news 1', 'it is tried again, and first');
select is((select row ->> 'attempts' from sending order by n desc limit 1), '2', 'for the second time');
select is(pg_temp.settle('news 1', 'dead'), '', 'and given up');
select is(pg_temp.send(), 'news 2 hello', 'then the next; a lease that ran out is taken over');
select is(pg_temp.settle('hello', 'sent'), '', 'only the new lease counts');
select is(coalesce(pg_temp.try('worker', 'select public.address_unreachable(''web'', ' || quote_literal(pg_temp.id_of('lan')) || ', :now)'), ''), '', 'somebody blocks the bot');
select is(pg_temp.settle('news 2', 'blocked'), '', 'the message comes back');
select is(pg_temp.send(), 'notice.unreachable', 'and only the officer can be told');
select is((select status from public.outbox where message ->> 'key' = 'news 2'), 'unreachable', 'it is kept');
select is(pg_temp.write('lan', 'e9', 'I am back'), '1', 'until the person writes again');
select is(pg_temp.send(), 'news 2', 'then it leaves');
select pg_temp.on_day('2026-10-16 09:00+07');
insert into public.channel_identities (person_id, channel, address, last_seen_at) values (pg_temp.id_of('ann'), 'post', 'a', '2026-10-15 08:00+07');
delete from public.channel_identities where person_id = pg_temp.id_of('ann') and channel = 'web';
select pg_temp.say('ann', 'by post');
select pg_temp.say('minh', 'after');
select is(pg_temp.send(1, '{web}', 0), 'news 2', 'the oldest first');
select is(pg_temp.settle('news 2', 'sent'), '', 'is gone');
select is(pg_temp.send(1, '{web}'), 'later', 'a message for another channel holds nobody up');
select is(pg_temp.send(1, '{post}'), 'by post', 'and leaves by its own');

-- Leases of work that one process does
select is(array(select pg_temp.try('worker', format('select public.lease_take(''poll'', %L, %s, :now)', h, s)) from (values ('a', 60), ('b', 60), ('a', 60), ('a', 0), ('b', 60)) t (h, s)),
  array['true', 'false', 'true', 'true', 'true'], 'one holder at a time, who may renew and give back');

select * from finish();
rollback;
