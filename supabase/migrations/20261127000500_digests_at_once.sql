-- What there is to tell is read once for everybody, digests are written in the order in which people asked for them,
-- and a need counts as nearly met item by item.

drop function public.digest_preview(date, timestamptz);
drop function private.digest_tell(uuid, public.digests, timestamptz);
drop function private.digest_fresh(uuid, timestamptz);
drop function private.digest_for(uuid, public.needs);
drop function private.subscribers();

create or replace function private.digest_news(p_now timestamptz) returns table (need_id bigint, what text, needed_by date)
language sql stable security definer rows 50 set search_path = '' as $$
  select n.id, case when bool_and(g.remaining * 100 <= g.needed * private.setting('digest.nearly_percent')) then 'nearly' else 'new' end, n.needed_by
  from private.need_progress((select array_agg(o.id) from public.needs o where o.status = 'published' and o.needed_by >= private.day_of(p_now))) g
  join public.needs n on n.id = g.need_id
  group by n.id having bool_or(g.remaining > 0)
$$;
comment on function private.digest_news is 'Published needs that still lack something: new, or nearly met, which is that of none of their things more than digest.nearly_percent is missing.';

create function private.digest_fresh(p_now timestamptz) returns table (person_id uuid, need_id bigint, what text, n bigint, since bigint)
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
    where c.purpose = 'digest' and c.withdrawn_at is null
    group by c.person_id, c.id, w.need_id, w.what, w.needed_by having bool_and(s.wanted)
  )
  select w.person_id, w.need_id, w.what, row_number() over (partition by w.person_id order by w.needed_by, w.need_id), w.since
  from wished w
  where not exists (select from public.digest_told t where t.person_id = w.person_id and t.need_id = w.need_id and t.what = w.what)
    and not (w.what = 'nearly' and exists (select from public.pledges p where p.need_id = w.need_id and p.donor_id = w.person_id))
$$;
comment on function private.digest_fresh is
  'What a digest would tell each subscriber, of their sectors and units and never the same twice; n counts it for each person, the most urgent first, since grows with the time of the consent.';

create function public.digest_preview(p_date date default null, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_shown jsonb;
begin
  if not private.has_role(auth.uid(), 'province_officer', p_now) then
    perform private.refuse('not_allowed');
  end if;
  perform private.require_due(p_date, p_now);
  with news as materialized (
    select f.person_id, f.need_id from private.digest_fresh(p_now) f where f.n <= private.setting('digest.needs')
  ), needs as (
    select n.id, n.needed_by, count(*) over () as total from public.needs n where n.id in (select w.need_id from news w) order by n.needed_by, n.id limit private.setting('digest.needs')::int
  )
  select jsonb_build_object('recipients', (select count(distinct w.person_id) from news w),
    'subscribers', (select count(*) from public.consents c where c.purpose = 'digest' and c.withdrawn_at is null),
    'send_at', private.digest_time(p_date, p_now), 'total', coalesce((select max(n.total) from needs n), 0),
    'needs', coalesce((select jsonb_agg(private.digest_need(n.id, true) order by n.needed_by, n.id) from needs n), '[]')) into v_shown;
  return v_shown;
end $$;
comment on function public.digest_preview is
  'Province: what a digest would tell and how many people would get it now: {recipients, subscribers, send_at, total, needs}. Refuses not_allowed, date_past, value_invalid.';
grant execute on function public.digest_preview to authenticated;

create function private.digest_tell(p_person uuid, p_digest public.digests, p_news jsonb, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_shown jsonb;
begin
  -- Whoever stops the news meanwhile waits for this transaction and then takes it back.
  perform from public.consents c where c.person_id = p_person and c.purpose = 'digest' and c.withdrawn_at is null for share;
  if not found then
    return false;
  end if;
  select jsonb_agg(private.digest_need((e ->> 'id')::bigint, true) order by n) into v_shown from jsonb_array_elements(p_news) with ordinality t (e, n);
  insert into public.outbox (person_id, message, lane, dedupe_key, not_before, created_at)
  values (p_person, jsonb_build_object('key', 'notice.digest', 'params', jsonb_build_object('title', p_digest.title, 'needs', v_shown),
    'options', (select jsonb_agg(jsonb_build_object('label', 'code', 'params', jsonb_build_object('code', e ->> 'code'), 'say', 'need.show ' || (e ->> 'code'))) from jsonb_array_elements(v_shown) e)),
    3, 'digest:' || p_digest.id || ':' || p_person, coalesce(private.quiet_until(p_now), p_now), p_now)
  on conflict (dedupe_key) do nothing;
  if not found then
    return false;
  end if;
  insert into public.digest_told (person_id, need_id, what, digest_id, at)
  select p_person, (e ->> 'id')::bigint, e ->> 'what', p_digest.id, p_now from jsonb_array_elements(p_news) e
  on conflict (person_id, need_id, what) do nothing;
  return true;
end $$;
comment on function private.digest_tell is 'Writes a digest of p_news [{id, what}] to one person who still agrees, once per digest.';

create or replace function private.digest_met(p_person uuid, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_met bigint[];
begin
  perform from public.consents c where c.person_id = p_person and c.purpose = 'digest' and c.withdrawn_at is null for share;
  if not found then
    return false;
  end if;
  select array_agg(distinct t.need_id) into v_met from public.digest_told t
  where t.person_id = p_person and t.what <> 'met' and private.is_met(t.need_id)
    and not exists (select from public.digest_told m where m.person_id = p_person and m.need_id = t.need_id and m.what = 'met')
    and not exists (select from public.pledges p where p.need_id = t.need_id and p.donor_id = p_person and p.status not in ('declined', 'cancelled', 'lapsed'));
  if v_met is null then
    return false;
  end if;
  insert into public.outbox (person_id, message, lane, dedupe_key, not_before, created_at)
  values (p_person, jsonb_build_object('key', 'notice.needs_met', 'params', jsonb_build_object('needs', (select jsonb_agg(private.digest_need(i, false) order by i) from unnest(v_met) i))),
    3, 'met:' || private.day_of(p_now) || ':' || p_person, coalesce(private.quiet_until(p_now), p_now), p_now)
  on conflict (dedupe_key) do nothing;
  if not found then
    return false;
  end if;
  insert into public.digest_told (person_id, need_id, what, at) select p_person, i, 'met', p_now from unnest(v_met) i on conflict (person_id, need_id, what) do nothing;
  return true;
end $$;

create function private.is_met(p_need bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select n.status in ('published', 'fulfilled', 'closed') and not exists (select from private.need_progress(array[n.id]) g where g.remaining > 0) from public.needs n where n.id = p_need
$$;
comment on function private.is_met is 'True when nothing of a need is missing any more, promised or delivered.';

create or replace function private.tick_step_digests(p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_digest public.digests;
  v_row record;
  v_written int := 0;
  v_met int := 0;
  v_left int := 500;
  v_waits boolean;
begin
  for v_digest in select * from public.digests d where d.sent_at is null and d.send_at <= p_now order by d.send_at, d.id for update loop
    v_waits := false;
    for v_row in select f.person_id, jsonb_agg(jsonb_build_object('id', f.need_id, 'what', f.what) order by f.n) as news from private.digest_fresh(p_now) f
        where f.n <= private.setting('digest.needs') and not exists (select from public.outbox o where o.dedupe_key = 'digest:' || v_digest.id || ':' || f.person_id)
        group by f.person_id, f.since order by f.since loop
      exit when v_left = 0;
      if not private.may_disturb(v_row.person_id, p_now) then
        v_waits := true;
      elsif private.digest_tell(v_row.person_id, v_digest, v_row.news, p_now) then
        v_written := v_written + 1;
        v_left := v_left - 1;
      end if;
    end loop;
    update public.digests d set recipients = (select count(*) from public.outbox o where o.dedupe_key like 'digest:' || d.id || ':%' and o.lane = 3),
      sent_at = case when v_left > 0 and (not v_waits or p_now > d.send_at + make_interval(days => private.setting('digest.days')::int)) then p_now end
    where d.id = v_digest.id;
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
  return jsonb_build_object('digests', v_written, 'met_told', v_met, 'more', v_left = 0);
end $$;
