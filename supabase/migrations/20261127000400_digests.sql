-- News of needs to who asked for it (B3, B4, B11): its own consent, by sector and unit, shown before it is sent, nothing twice, stopped by one word.

insert into public.settings (name, value, meaning) values
  ('digest.hour', '8', 'The hour of the day (Vietnam) at which a digest leaves unless another day is asked for.'),
  ('digest.met_hour', '17', 'From this hour on subscribers are told which needs they heard of have everything now; at most once a day.'),
  ('digest.needs', '8', 'Needs in one digest; the rest waits for the next one.'),
  ('digest.nearly_percent', '20', 'A need of which no more than this is missing is nearly met.'),
  ('digest.small_cell', '5', 'Below this number of children or things a hamlet is not named, only its commune (F).'),
  ('digest.days', '2', 'Days after which a digest that could not leave is dropped.');

create table public.subscriptions (
  id bigint generated always as identity primary key,
  person_id uuid not null references public.people,
  sector text check (sector in ('health', 'nutrition', 'education', 'recreation', 'clothing')),
  area_id text references public.areas,
  wanted boolean not null,
  since timestamptz not null
);
comment on table public.subscriptions is
  'Of what a person wants news: all of a sector, a unit, or both; null is any. wanted false: all but this. It counts only while the consent to the digest stands.';
create index subscriptions_person on public.subscriptions (person_id);

create table public.digests (
  id bigint generated always as identity primary key,
  title jsonb,
  send_at timestamptz not null,
  created_by uuid not null references public.people,
  created_at timestamptz not null,
  sent_at timestamptz,
  recipients int not null default 0
);
comment on table public.digests is 'Digests that an officer sent or set for a time. title: the period it was called after. sent_at: everybody who is to get it has it in the outbox.';
create index digests_due on public.digests (send_at) where sent_at is null;

create table public.digest_told (
  id bigint generated always as identity primary key,
  person_id uuid not null references public.people,
  need_id bigint not null references public.needs,
  what text not null check (what in ('new', 'nearly', 'met')),
  digest_id bigint references public.digests,
  at timestamptz not null,
  unique (person_id, need_id, what)
);
comment on table public.digest_told is 'Which need a person was told of as new, as nearly met, as met: each at most once.';
create index digest_told_need on public.digest_told (need_id);

alter table public.subscriptions enable row level security;
alter table public.digests enable row level security;
alter table public.digest_told enable row level security;
create policy own on public.subscriptions for select to authenticated using (person_id = (select auth.uid()));
grant select on public.subscriptions to authenticated;
insert into private.people_columns (table_name, column_name, on_join) values
  ('subscriptions', 'person_id', 'moves'), ('digests', 'created_by', 'moves'), ('digest_told', 'person_id', 'merges');

create function private.digest_silence() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.outbox o where o.person_id = new.person_id and o.lane = 3 and o.status in ('ready', 'unreachable') and (o.lease_until is null or o.lease_until <= new.withdrawn_at);
  delete from public.subscriptions s where s.person_id = new.person_id and not private.has_consent(new.person_id, 'digest');
  return null;
end $$;
comment on function private.digest_silence is 'With the consent to the digest goes everything that has not left yet, however the consent was taken back.';
create trigger digest_silence after update on public.consents for each row when (new.purpose = 'digest' and new.withdrawn_at is not null) execute function private.digest_silence();

create function private.subscriptions_json(p_person uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('sector', s.sector, 'area', private.area_json(s.area_id), 'any', nullif(coalesce(s.sector, s.area_id) is null, false)) order by s.id), '[]')
  from public.subscriptions s where s.person_id = p_person and s.wanted and private.has_consent(p_person, 'digest')
$$;
comment on function private.subscriptions_json is 'Of what a person gets news: [{sector, area, any}], any: of everything; empty when of nothing.';

create function public.digest_subscribe(p_sector text default null, p_area text default null, p_text_version text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
begin
  perform private.require_choice(p_sector, array['health', 'nutrition', 'education', 'recreation', 'clothing']);
  if p_area is not null then
    perform private.require_area(p_area, p_now);
  end if;
  if length(p_text_version) > 50 then
    perform private.refuse('value_invalid');
  end if;
  if p_text_version is not null and not private.has_consent(me, 'digest') then
    perform private.give_consent(me, 'digest', p_text_version, p_now);
    perform private.audit('consent.give', 'digest', null, jsonb_build_object('text_version', p_text_version), p_now);
  elsif not private.has_consent(me, 'digest') then
    perform private.refuse('consent_missing');
  end if;
  delete from public.subscriptions s where s.person_id = me and (p_sector is null or s.sector = p_sector) and (p_area is null or s.area_id = p_area);
  insert into public.subscriptions (person_id, sector, area_id, wanted, since) values (me, p_sector, p_area, true, p_now);
  return jsonb_build_object('sector', p_sector, 'area', private.area_json(p_area), 'subscriptions', private.subscriptions_json(me));
end $$;
comment on function public.digest_subscribe is
  'The caller wants news of needs, of a sector, a unit, both or everything. p_text_version: they agreed to the text of that version, which is the consent to the digest and to nothing else. Refuses consent_missing, value_invalid, area_*.';

create function public.digest_unsubscribe(p_sector text default null, p_area text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
  v_was boolean := private.has_consent(me, 'digest');
begin
  perform private.require_choice(p_sector, array['health', 'nutrition', 'education', 'recreation', 'clothing']);
  if p_sector is not null or p_area is not null then
    delete from public.subscriptions s where s.person_id = me and (p_sector is null or s.sector = p_sector) and (p_area is null or s.area_id = p_area);
    if v_was and exists (select from public.subscriptions s where s.person_id = me and s.wanted) then
      insert into public.subscriptions (person_id, sector, area_id, wanted, since) values (me, p_sector, p_area, false, p_now);
      return jsonb_build_object('was', true, 'all', false, 'subscriptions', private.subscriptions_json(me));
    end if;
  end if;
  update public.consents set withdrawn_at = p_now where person_id = me and purpose = 'digest' and withdrawn_at is null;
  if found then
    perform private.audit('consent.withdraw', 'digest', null, null, p_now);
  end if;
  return jsonb_build_object('was', v_was, 'all', true, 'subscriptions', '[]'::jsonb);
end $$;
comment on function public.digest_unsubscribe is
  'The caller wants no more news, of a sector or unit, or at all: with the last of them the consent ends, and what has not left yet never does. Safe to repeat. Answers {was: there was any, all: nothing is left, subscriptions}.';
grant execute on function public.digest_subscribe, public.digest_unsubscribe to authenticated;

create function private.digest_news(p_now timestamptz) returns table (need_id bigint, what text, needed_by date)
language sql stable security definer rows 50 set search_path = '' as $$
  select n.id, case when sum(g.remaining) * 100 <= sum(g.needed) * private.setting('digest.nearly_percent') then 'nearly' else 'new' end, n.needed_by
  from private.need_progress((select array_agg(o.id) from public.needs o where o.status = 'published' and o.needed_by >= private.day_of(p_now))) g
  join public.needs n on n.id = g.need_id
  group by n.id having sum(g.remaining) > 0
$$;
comment on function private.digest_news is
  'Published needs that still lack something: new, or nearly met. The sums over items only compare with one another; they are never shown.';

create function private.digest_for(p_person uuid, p_need public.needs) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(bool_or(s.wanted) and not bool_or(not s.wanted), false) from public.subscriptions s
  where s.person_id = p_person and (s.sector is null or s.sector = p_need.sector) and (s.area_id is null or private.area_within(p_need.area_id, s.area_id))
$$;
comment on function private.digest_for is 'True when a need is of a sector and in a unit that a person wants news of.';

create function private.digest_need(p_need bigint, p_lacking boolean) returns jsonb
language sql stable security definer set search_path = '' as $$
  select j.need || case when a.level = 'hamlet' and exists (select from public.need_items i where i.need_id = p_need
        and least(coalesce(i.beneficiaries, i.quantity), i.quantity) < private.setting('digest.small_cell'))
      then jsonb_build_object('area', private.area_json(a.parent_id)) else '{}' end
    || case when p_lacking then jsonb_build_object('items', (select jsonb_agg(i) from jsonb_array_elements(j.need -> 'items') i where (i ->> 'remaining')::numeric > 0)) else '{}' end
  from public.needs n join public.areas a on a.id = n.area_id cross join lateral (select private.need_json(n.id)) j (need) where n.id = p_need
$$;
comment on function private.digest_need is 'A need as a digest shows it, with all or only with what still lacks: no donor, and of few children only the commune (F).';

create function private.digest_fresh(p_person uuid, p_now timestamptz) returns table (need_id bigint, what text)
language sql stable security definer rows 10 set search_path = '' as $$
  select w.need_id, w.what from private.digest_news(p_now) w join public.needs n on n.id = w.need_id
  where private.digest_for(p_person, n)
    and not exists (select from public.digest_told t where t.person_id = p_person and t.need_id = w.need_id and t.what = w.what)
    and not exists (select from public.pledges p where p.need_id = w.need_id and p.donor_id = p_person and w.what = 'nearly')
  order by w.needed_by, w.need_id limit private.setting('digest.needs')::int
$$;
comment on function private.digest_fresh is 'What a digest would tell a person: of their sectors and units, and never the same twice.';

create function private.may_disturb(p_person uuid, p_now timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select count(*) < private.setting('reminder.most_a_day') from public.outbox o
  where o.person_id = p_person and o.lane >= 2 and o.status in ('ready', 'sent') and o.created_at > p_now - interval '72 hours' and coalesce(o.sent_at, p_now) > p_now - interval '24 hours'
$$;
comment on function private.may_disturb is 'False when a person has had, or is about to have, as many reminders and digests in 24 hours as anybody may (B23).';

create function private.subscribers() returns setof uuid
language sql stable security definer rows 100 set search_path = '' as $$
  select c.person_id from public.consents c where c.purpose = 'digest' and c.withdrawn_at is null and exists (select from public.subscriptions s where s.person_id = c.person_id and s.wanted)
$$;
comment on function private.subscribers is 'Who agreed to the digest and wants any.';

create function private.digest_time(p_date date, p_now timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select case when p_date is not null then at else at + make_interval(days => (at <= p_now)::int) end
  from (select (coalesce(p_date, private.day_of(p_now)) + make_interval(hours => private.setting('digest.hour')::int)) at time zone 'Asia/Ho_Chi_Minh' as at) t
$$;
comment on function private.digest_time is 'When a digest leaves: at its hour on the day that was asked for, else at the next such hour.';

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
    select s.person, f.need_id from private.subscribers() s (person) cross join lateral private.digest_fresh(s.person, p_now) f
  ), needs as (
    select n.id, n.needed_by, count(*) over () as total from public.needs n where n.id in (select w.need_id from news w) order by n.needed_by, n.id limit private.setting('digest.needs')::int
  )
  select jsonb_build_object('recipients', (select count(distinct w.person) from news w), 'subscribers', (select count(*) from private.subscribers()),
    'send_at', private.digest_time(p_date, p_now), 'total', coalesce((select max(n.total) from needs n), 0),
    'needs', coalesce((select jsonb_agg(private.digest_need(n.id, true) order by n.needed_by, n.id) from needs n), '[]')) into v_shown;
  return v_shown;
end $$;
comment on function public.digest_preview is
  'Province: what a digest would tell and how many people would get it now: {recipients, subscribers, send_at, total, needs}. Refuses not_allowed, date_past, value_invalid.';

create function public.digest_send(p_date date default null, p_title text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_digest public.digests;
begin
  if not private.has_role(auth.uid(), 'province_officer', p_now) then
    perform private.refuse('not_allowed');
  end if;
  perform private.require_due(p_date, p_now);
  if length(p_title) > 50 then
    perform private.refuse('value_invalid');
  end if;
  insert into public.digests (title, send_at, created_by, created_at) values (to_jsonb(p_title), greatest(private.digest_time(p_date, p_now), p_now), auth.uid(), p_now) returning * into v_digest;
  perform private.audit('digest.send', 'digest:' || v_digest.id, null, jsonb_build_object('send_at', v_digest.send_at), p_now);
  return jsonb_build_object('digest', v_digest.id, 'send_at', v_digest.send_at);
end $$;
comment on function public.digest_send is
  'Province: sets a digest for its hour. What it tells is read then, for everybody who still agrees then. Refuses not_allowed, date_past, value_invalid. Answers {digest, send_at}.';

create function public.digest_cancel(p_digest bigint, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not private.has_role(auth.uid(), 'province_officer', p_now) then
    perform private.refuse('not_allowed');
  end if;
  delete from public.digests d where d.id = p_digest and d.sent_at is null and d.recipients = 0;
  if not found then
    perform private.refuse('too_late', jsonb_build_object('code', '', 'hours', 0));
  end if;
  perform private.audit('digest.cancel', 'digest:' || p_digest, null, null, p_now);
  return jsonb_build_object('digest', p_digest);
end $$;
comment on function public.digest_cancel is 'Province: takes a digest back before its hour. Refuses not_allowed, too_late.';
grant execute on function public.digest_preview, public.digest_send, public.digest_cancel to authenticated;

create function private.digest_tell(p_person uuid, p_digest public.digests, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_news jsonb;
  v_told boolean;
begin
  -- Whoever stops the news meanwhile waits for this transaction and then takes it back.
  perform from public.consents c where c.person_id = p_person and c.purpose = 'digest' and c.withdrawn_at is null for share;
  if not found then
    return false;
  end if;
  select jsonb_agg(jsonb_build_object('id', f.need_id, 'what', f.what, 'need', private.digest_need(f.need_id, true)) order by f.what desc, (select n.needed_by from public.needs n where n.id = f.need_id), f.need_id) into v_news
  from private.digest_fresh(p_person, p_now) f;
  if v_news is null then
    return false;
  end if;
  insert into public.outbox (person_id, message, lane, dedupe_key, not_before, created_at)
  values (p_person, jsonb_build_object('key', 'notice.digest', 'params', jsonb_build_object('title', p_digest.title,
      'needs', (select jsonb_agg(e -> 'need') from jsonb_array_elements(v_news) e)),
    'options', (select jsonb_agg(jsonb_build_object('label', 'code', 'params', jsonb_build_object('code', e #>> '{need,code}'), 'say', 'need.show ' || (e #>> '{need,code}'))) from jsonb_array_elements(v_news) e)),
    3, 'digest:' || p_digest.id || ':' || p_person, coalesce(private.quiet_until(p_now), p_now), p_now)
  on conflict (dedupe_key) do nothing;
  v_told := found;
  insert into public.digest_told (person_id, need_id, what, digest_id, at)
  select p_person, (e ->> 'id')::bigint, e ->> 'what', p_digest.id, p_now from jsonb_array_elements(v_news) e
  where v_told on conflict (person_id, need_id, what) do nothing;
  return v_told;
end $$;
comment on function private.digest_tell is 'Writes a digest to one person, once per digest; says nothing where there is nothing new.';

create function private.digest_met(p_person uuid, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_met bigint[];
begin
  perform from public.consents c where c.person_id = p_person and c.purpose = 'digest' and c.withdrawn_at is null for share;
  if not found then
    return false;
  end if;
  select array_agg(distinct t.need_id) into v_met from public.digest_told t join public.needs n on n.id = t.need_id
  where t.person_id = p_person and t.what <> 'met' and n.status in ('published', 'fulfilled', 'closed')
    and not exists (select from public.digest_told m where m.person_id = p_person and m.need_id = t.need_id and m.what = 'met')
    and not exists (select from private.need_progress(array[t.need_id]) g where g.remaining > 0)
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
comment on function private.digest_met is
  'Tells a subscriber which needs they had heard of have everything now, promised or delivered: all of a day in one message. Who promised to it hears of it otherwise.';

create function private.tick_step_digests(p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_digest public.digests;
  v_person uuid;
  v_written int := 0;
  v_met int := 0;
  v_left int := 500;
  v_waits boolean;
begin
  for v_digest in select * from public.digests d where d.sent_at is null and d.send_at <= p_now order by d.send_at, d.id for update loop
    v_waits := false;
    for v_person in select s from private.subscribers() s where not exists (select from public.outbox o where o.dedupe_key = 'digest:' || v_digest.id || ':' || s) order by s loop
      exit when v_left = 0;
      if not exists (select from private.digest_fresh(v_person, p_now)) then
        continue;
      elsif not private.may_disturb(v_person, p_now) then
        v_waits := true;
      elsif private.digest_tell(v_person, v_digest, p_now) then
        v_written := v_written + 1;
        v_left := v_left - 1;
        update public.digests set recipients = recipients + 1 where id = v_digest.id;
      end if;
    end loop;
    if v_left > 0 and (not v_waits or p_now > v_digest.send_at + make_interval(days => private.setting('digest.days')::int)) then
      update public.digests set sent_at = p_now where id = v_digest.id;
    end if;
  end loop;
  if extract(hour from p_now at time zone 'Asia/Ho_Chi_Minh') >= private.setting('digest.met_hour') and private.quiet_until(p_now) is null then
    for v_person in select distinct t.person_id from public.digest_told t where private.has_consent(t.person_id, 'digest')
        and not exists (select from public.digest_told m where m.person_id = t.person_id and m.need_id = t.need_id and m.what = 'met')
        and not exists (select from public.outbox o where o.dedupe_key = 'met:' || private.day_of(p_now) || ':' || t.person_id) loop
      exit when v_left = 0;
      if private.may_disturb(v_person, p_now) and private.digest_met(v_person, p_now) then
        v_met := v_met + 1;
        v_left := v_left - 1;
      end if;
    end loop;
  end if;
  return jsonb_build_object('digests', v_written, 'met_told', v_met, 'more', v_left = 0);
end $$;
comment on function private.tick_step_digests is
  'Digests whose hour has come, to everybody who agrees now and for whom there is something new; who has had enough today gets it as soon as they may, or not at all after digest.days. In the evening: which needs they heard of have everything now.';
insert into public.tick_steps (name, function, position) values ('digests', 'tick_step_digests', 60);

create function private.digest_becomes_list() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.message ->> 'key' = 'notice.digest' then
    update public.conversations c set state = (c.state - 'prompt') || jsonb_build_object('list', jsonb_build_object('intent', 'need.list', 'known', '{}'::jsonb,
        'codes', (select jsonb_agg(n ->> 'code') from jsonb_array_elements(new.message #> '{params,needs}') n),
        'shown', jsonb_array_length(new.message #> '{params,needs}'), 'total', jsonb_array_length(new.message #> '{params,needs}')))
    where c.identity_id = (select i.id from public.channel_identities i where i.id::text = new.via) and c.lease is null and c.state ? 'version' and not c.state ? 'flow';
  end if;
  return null;
end $$;
comment on function private.digest_becomes_list is
  'The list that a digest shows is what a number means from then on ("20 for number 2"), unless the person is in the middle of something.';
create trigger digest_becomes_list after update of status on public.outbox for each row when (new.lane = 3 and new.status = 'sent' and old.status <> 'sent') execute function private.digest_becomes_list();
