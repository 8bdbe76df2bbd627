-- A digest is written to a portion of its subscribers in each call of the tick, so that no call takes long;
-- who has had as many messages as anybody may gets it a day after the oldest of them.

alter table public.digests add column upto bigint not null default 0;
comment on column public.digests.upto is 'The last consent whose person was looked at.';

drop function private.digest_fresh(timestamptz);
create function private.digest_fresh(p_now timestamptz, p_after bigint default 0, p_to bigint default 9223372036854775807) returns table (person_id uuid, need_id bigint, what text, n bigint, since bigint)
language sql stable security definer rows 100 set search_path = '' as $$
  with recursive news as materialized (
    select w.*, o.sector, o.area_id from private.digest_news(p_now) w join public.needs o on o.id = w.need_id
  ), up as (
    select w.need_id, w.area_id from news w
    union
    select up.need_id, a.parent_id from up join public.areas a on a.id = up.area_id where a.parent_id is not null
  ), wished as (
    select c.person_id, c.id as since, w.need_id, w.what, w.needed_by
    from public.consents c join public.subscriptions s on s.person_id = c.person_id
    join news w on (s.sector is null or s.sector = w.sector) and (s.area_id is null or exists (select from up where up.need_id = w.need_id and up.area_id = s.area_id))
    where c.purpose = 'digest' and c.withdrawn_at is null and c.id > p_after and c.id <= p_to
    group by c.person_id, c.id, w.need_id, w.what, w.needed_by having bool_and(s.wanted)
  )
  select w.person_id, w.need_id, w.what, row_number() over (partition by w.person_id order by w.needed_by, w.need_id), w.since
  from wished w
  where not exists (select from public.digest_told t where t.person_id = w.person_id and t.need_id = w.need_id and t.what = w.what)
    and not (w.what = 'nearly' and exists (select from public.pledges p where p.need_id = w.need_id and p.donor_id = w.person_id))
$$;
comment on function private.digest_fresh is
  'What a digest would tell each subscriber (whose consent has an id after p_after and up to p_to), of their sectors and units and never the same twice; n counts it for each person, the most urgent first, since grows with the time of the consent.';

create function private.undisturbed_at(p_person uuid, p_now timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select coalesce(private.quiet_until(t.at), t.at) from (select case when private.may_disturb(p_person, p_now) then p_now
    else coalesce((select o.sent_at + interval '24 hours' from public.outbox o where o.person_id = p_person and o.lane >= 2 and o.status = 'sent' and o.sent_at > p_now - interval '24 hours'
      order by o.sent_at desc offset private.setting('reminder.most_a_day')::int - 1 limit 1), p_now + interval '24 hours') end as at) t
$$;
comment on function private.undisturbed_at is 'When a person may be told something that they did not ask for just now: at once, or when the messages of a day are a day old; never at night.';

create or replace function private.digest_tell(p_person uuid, p_digest public.digests, p_news jsonb, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_shown jsonb;
  v_at timestamptz := private.undisturbed_at(p_person, p_now);
begin
  -- Whoever stops the news meanwhile waits for this transaction and then takes it back.
  perform from public.consents c where c.person_id = p_person and c.purpose = 'digest' and c.withdrawn_at is null for share;
  if not found then
    return false;
  end if;
  select jsonb_agg(private.digest_need((e ->> 'id')::bigint, true) order by n) into v_shown from jsonb_array_elements(p_news) with ordinality t (e, n);
  insert into public.outbox (person_id, message, lane, dedupe_key, not_before, not_after, created_at)
  values (p_person, jsonb_build_object('key', 'notice.digest', 'params', jsonb_build_object('title', p_digest.title, 'needs', v_shown),
    'options', (select jsonb_agg(jsonb_build_object('label', 'code', 'params', jsonb_build_object('code', e ->> 'code'), 'say', 'need.show ' || (e ->> 'code'))) from jsonb_array_elements(v_shown) e)),
    3, 'digest:' || p_digest.id || ':' || p_person, v_at, v_at + make_interval(days => private.setting('digest.days')::int), p_now)
  on conflict (dedupe_key) do nothing;
  if not found then
    return false;
  end if;
  insert into public.digest_told (person_id, need_id, what, digest_id, at)
  select p_person, (e ->> 'id')::bigint, e ->> 'what', p_digest.id, p_now from jsonb_array_elements(p_news) e
  on conflict (person_id, need_id, what) do nothing;
  return true;
end $$;
comment on function private.digest_tell is 'Writes a digest of p_news [{id, what}] to one person who still agrees, once per digest; who has had enough today gets it when a day has passed.';

create or replace function private.tick_step_digests(p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_digest public.digests;
  v_row record;
  v_written int := 0;
  v_met int := 0;
  v_left int := 500;
  v_to bigint;
  v_more boolean := false;
begin
  for v_digest in select * from public.digests d where d.sent_at is null and d.send_at <= p_now order by d.send_at, d.id for update loop
    -- A portion of the subscribers a call, in the order of their consents.
    select max(c.id) into v_to from (select o.id from public.consents o where o.purpose = 'digest' and o.withdrawn_at is null and o.id > v_digest.upto order by o.id limit 200) c;
    for v_row in select f.person_id, jsonb_agg(jsonb_build_object('id', f.need_id, 'what', f.what) order by f.n) as news from private.digest_fresh(p_now, v_digest.upto, coalesce(v_to, 0)) f
        where f.n <= private.setting('digest.needs') group by f.person_id, f.since order by f.since loop
      v_written := v_written + private.digest_tell(v_row.person_id, v_digest, v_row.news, p_now)::int;
    end loop;
    update public.digests d set upto = coalesce(v_to, d.upto), sent_at = case when v_to is null then p_now end,
      recipients = (select count(*) from public.outbox o where o.lane = 3 and o.dedupe_key like 'digest:' || d.id || ':%') where d.id = v_digest.id;
    v_more := v_more or v_to is not null;
  end loop;
  if extract(hour from p_now at time zone 'Asia/Ho_Chi_Minh') >= private.setting('digest.met_hour') and private.quiet_until(p_now) is null then
    for v_row in with met as materialized (select t.need_id from (select distinct need_id from public.digest_told) t where private.is_met(t.need_id))
        select t.person_id, min(t.id) as first from public.digest_told t join met on met.need_id = t.need_id where private.has_consent(t.person_id, 'digest')
          and not exists (select from public.digest_told m where m.person_id = t.person_id and m.need_id = t.need_id and m.what = 'met')
          and not exists (select from public.outbox o where o.dedupe_key = 'met:' || private.day_of(p_now) || ':' || t.person_id)
        group by t.person_id order by first loop
      exit when v_left = 0;
      if private.may_disturb(v_row.person_id, p_now) and private.digest_met(v_row.person_id, p_now) then
        v_met := v_met + 1;
        v_left := v_left - 1;
      end if;
    end loop;
  end if;
  return jsonb_build_object('digests', v_written, 'met_told', v_met, 'more', v_more or v_left = 0);
end $$;
