-- Functions of every shape that the embedded database promises to call as PostgREST would.
create table public.items (id int primary key, name text not null);
create table public.parts (id int primary key, item int not null references public.items (id) deferrable initially deferred);
alter table public.items enable row level security;
create policy own_items on public.items for select to authenticated
  using (name = (select auth.jwt() ->> 'sub') or id < 100);
insert into public.items values (1, 'áo ấm'), (2, 'cặp sách'), (100, '6a1f0f6e-0000-4000-8000-000000000001');
create sequence public.attempts;

create function public.does_nothing() returns void language sql as '';
create function public.add(a int, b int default 2) returns int language sql immutable as 'select a + b';
create function public.echo_text(value text) returns text language sql immutable as 'select value';
create function public.echo_json(value jsonb) returns jsonb language sql immutable as 'select value';
create function public.echo_types(n numeric, b boolean, d date, t timestamptz, u uuid, l text[], big bigint)
  returns jsonb language sql stable as
  'select jsonb_build_object(''n'', n, ''b'', b, ''d'', d, ''t'', t at time zone ''UTC'', ''u'', u, ''l'', l, ''big'', big)';
create function public.count_up(top int) returns setof int language sql stable as 'select generate_series(1, top)';
create function public.item(wanted int) returns public.items language sql stable security definer as 'select * from public.items where id = wanted';
create function public.all_items() returns setof public.items language sql stable security definer as 'select * from public.items where id < 100 order by id';
create function public.visible_items() returns setof int language sql stable as 'select id from public.items order by id';
create function public.item_names(from_id int default 0) returns table (id int, label text) language sql stable security definer
  as 'select id, name from public.items where id > from_id and id < 100 order by id';
create function public.two_results(out a int, out b text) language sql immutable as 'select 1, ''x''';
create function public.total(variadic numbers int[]) returns int language sql immutable as 'select sum(n)::int from unnest(numbers) n';
create function public.either(value int) returns text language sql immutable as 'select ''int''';
create function public.either(value text) returns text language sql immutable as 'select ''text''';
create function public.odd_name("a ""b" int) returns int language sql immutable as 'select $1';
create function public.takes_body(json) returns json language sql immutable as 'select $1';

create function public.who() returns jsonb language sql stable as $$
  select jsonb_build_object(
    'user', current_user, 'role', auth.role(), 'uid', auth.uid(),
    'method', current_setting('request.method'), 'path', current_setting('request.path'),
    'token', current_setting('request.headers')::jsonb ? 'authorization', 'search_path', current_setting('search_path')) $$;

create function public.add_item(id int, name text) returns void language sql security definer as 'insert into public.items values (id, name)';
create function public.add_part(id int, item int) returns void language sql security definer as 'insert into public.parts values (id, item)';
create function public.count_items() returns int language sql stable security definer as 'select count(*)::int from public.items';
create function public.stable_but_writes() returns void language plpgsql stable security definer
  as 'begin perform public.add_item(50, ''x''); end';
create function public.add_and_list(id int, name text) returns setof public.items language plpgsql security definer
  as 'begin insert into public.items values (id, name); return query select * from public.items i where i.id < 100; end';
create function public.hidden() returns int language sql as 'select 1';
revoke execute on function public.hidden() from public, anon, authenticated, service_role;

create function public.refuse(code text, params jsonb) returns void language plpgsql as $$
begin raise exception '%', code using detail = params::text, hint = 'ask again'; end $$;
create function public.fail_with(state text, message text) returns void language plpgsql as $$
begin raise exception using errcode = state, message = message; end $$;
create function public.fail_fully(message text, detail text) returns void language plpgsql as $$
begin raise sqlstate 'PGRST' using message = message, detail = detail; end $$;
create function public.fail_plainly() returns void language plpgsql as $$
begin raise sqlstate 'PGRST' using message = '{"code":"teapot","message":"short"}'; end $$;
create function public.answers_created() returns text language plpgsql as $$
begin
  perform set_config('response.status', '201', true);
  perform set_config('response.headers', '[{"x-kind": "made"}]', true);
  return 'made';
end $$;
create function public.answers_nonsense(status text, headers text) returns text language plpgsql as $$
begin
  perform set_config('response.status', status, true);
  perform set_config('response.headers', headers, true);
  return 'never seen';
end $$;

-- A sequence keeps counting when its transaction is undone, so it tells how often something was tried.
create function public.succeed_at(attempt int, state text) returns int language plpgsql security definer as $$
begin
  if nextval('public.attempts') < attempt then raise exception using errcode = state, message = 'try again'; end if;
  return currval('public.attempts');
end $$;
create function public.attempts_made() returns bigint language sql security definer as
  'select case when is_called then last_value else 0 end from public.attempts';
create function public.reset_attempts() returns void language sql security definer as 'alter sequence public.attempts restart';

create table public.stock (name text primary key, remaining int not null);
insert into public.stock values ('sets', 3);
create function public.take_one() returns int language plpgsql security definer as $$
declare
  left_over int;
begin
  select remaining into left_over from public.stock where name = 'sets' for update;
  if left_over = 0 then raise exception 'surplus' using detail = '{}'; end if;
  update public.stock set remaining = left_over - 1 where name = 'sets';
  return left_over - 1;
end $$;
