-- The tokens of the Official Account: the worker's alone, sent once, and the province is told when they are lost.
begin;
select no_plan();
\ir personas.psql

select is(pg_temp.try(name, 'select count(*) from public.' || t), '42501 permission denied for table ' || t, format('%s does not read %s', name, t))
  from unnest(array['stranger', 'lan', 'tam', 'edu', 'fund', 'hanh', 'operator', 'worker']) as a (name), unnest(array['zalo_tokens', 'zalo_tokens_spent']) as b (t);
select is(pg_temp.try(name, 'select public.' || call), '42501 permission denied for function ' || split_part(call, '(', 1), format('%s: no %s', name, split_part(call, '(', 1)))
  from unnest(array['stranger', 'lan', 'tam', 'hanh', 'operator']) as a (name),
    unnest(array['zalo_tokens_read(''1'')', 'zalo_tokens_begin(''1'', 1, ''h'', ''p'', 60, :now)', 'zalo_tokens_unsent(''1'', 1, ''h'', ''p'')',
      'zalo_tokens_put(''1'', 1, ''h'', ''s'', :now, :now)', 'zalo_tokens_fail(''1'', 1, null, :now)', 'zalo_tokens_warn(''1'', 1, ''old'', :now)']) as b (call);

create function pg_temp.put(p_version int, p_hash text, p_replaces text default null, p_later interval default '0') returns text language sql as $$
  select pg_temp.try('worker', format('select public.zalo_tokens_put(''1'', %s, %L, %L, null, :now::timestamptz + %L::interval, %L)', p_version, p_hash, 'sealed ' || p_hash, p_later, p_replaces))
$$;
create function pg_temp.begin_with(p_version int, p_hash text, p_holder text) returns text language sql as $$
  select pg_temp.try('worker', format('select public.zalo_tokens_begin(''1'', %s, %L, %L, 60, :now)', p_version, p_hash, p_holder))
$$;
create function pg_temp.state() returns text language sql as $$ select concat_ws(' ', version, state, sealed) from public.zalo_tokens where app_id = '1' $$;

select is(pg_temp.put(1, 'a'), 'stored', 'the first pair');
select is(pg_temp.put(1, 'a'), 'stored', 'again, when the answer was lost');
select is(pg_temp.put(1, 'b'), 'stale', 'another one of that version is late');
select is(pg_temp.begin_with(1, 'a', 'one'), 'begun', 'one process renews');
select is(pg_temp.begin_with(1, 'a', 'two'), 'lost', 'the other does not');
select is(pg_temp.try('worker', 'select public.zalo_tokens_unsent(''1'', 1, ''a'', ''two'')'), 'false', 'nor does it take the mark back');
select is(pg_temp.try('worker', 'select public.zalo_tokens_unsent(''1'', 1, ''a'', ''one'')'), 'true', 'its maker does');
select is(pg_temp.begin_with(1, 'a', 'three'), 'begun', 'and it is sent later');
select is(pg_temp.put(2, 'c', 'other'), 'stale', 'an answer to another token is none');
select is(pg_temp.put(2, 'c', 'a'), 'stored', 'the answer is');
select is(pg_temp.state(), '2 ready sealed c', 'a new pair');
select is(pg_temp.begin_with(1, 'a', 'one'), 'lost', 'the old one is gone');
select is(pg_temp.put(3, 'a'), 'spent', 'and never comes back');
select is(pg_temp.begin_with(2, 'c', 'one'), 'begun', 'the next renewal');
select is(pg_temp.try('worker', 'select public.zalo_tokens_fail(''1'', 2, ''two'', :now)'), 'false', 'somebody else cannot end it');
select is(pg_temp.try('worker', 'select public.zalo_tokens_fail(''1'', 2, ''one'', :now)'), 'true', 'breaks');
select is(pg_temp.try('worker', 'select public.zalo_tokens_fail(''1'', 2, ''one'', :now)'), 'false', 'once');
select is(pg_temp.told('hanh'), 'notice.zalo_reauth', 'the province is told');
select is(pg_temp.told('hoa'), 'notice.zalo_reauth', 'all of it');
select is(pg_temp.told('tam'), null, 'and nobody else');
select is(pg_temp.begin_with(2, 'c', 'one'), 'lost', 'a broken chain is left alone');
select is(pg_temp.put(3, 'd', 'c'), 'stored', 'unless the answer arrives after all');
select is(pg_temp.put(9, 'e', 'z'), 'stale', 'a pair of another chain needs to be younger');
select is(pg_temp.put(9, 'e', 'z', '1 day'), 'stored', 'than what a backup brought back');
select is(pg_temp.put(2, 'f', 'z', '2 days'), 'stale', 'and of a later version');

select * from finish();
rollback;
