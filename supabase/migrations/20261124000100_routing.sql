-- Which way a message takes to a person: back where they wrote, else free before paid, a paid template last; and who calls when there is none.
-- What platforms allow and charge are rows of settings; nothing here knows a platform by name but the templates that go to a phone.

insert into public.settings (name, value, meaning) values
  ('zalo_oa.window_hours', '168', 'Hours after a person''s last message in which the Official Account may write to them.'),
  ('zalo_oa.free_messages', '8', 'Messages of the Official Account that are free after each message of a person.'),
  ('zalo_oa.free_hours', '48', 'Hours after a person''s last message in which those are free.'),
  ('zalo_oa.paid', '1', '1: what is not free is taken from the quota that the Official Account bought. 0: it takes another way.'),
  ('web.rings', '0', '0: messages on the chat page ring nobody, so quiet hours do not hold them.'),
  ('terminal.rings', '0', '0: messages in the terminal ring nobody, so quiet hours do not hold them.'),
  ('quiet.from_hour', '22', 'From this hour (Vietnam) nothing is sent but answers.'),
  ('quiet.until_hour', '7', 'Until this hour (Vietnam).'),
  ('quota.wait_hours', '48', 'How old a message may be to wait for a quota that is used up; later, and without another way, an officer is asked to call.');

alter table public.channel_identities
  add column last_inbound_at timestamptz,
  add column free_left int check (free_left >= 0),
  add column closed_at timestamptz;
comment on column public.channel_identities.free_left is 'Free messages left since the person wrote; null: all of them. The platform''s own count replaces ours.';
comment on column public.channel_identities.closed_at is 'When the platform said that it carries nothing more until the person writes.';
update public.channel_identities set last_inbound_at = last_seen_at;

alter table public.outbox
  add column via text,
  add column cost text check (cost in ('free', 'quota', 'template')),
  add column refused text[] not null default '{}',
  add column delivered_at timestamptz;
comment on column public.outbox.via is 'The way it was last tried: an identity, or the name of a sender of templates.';
comment on column public.outbox.refused is 'Ways that will not carry this message; forgotten when the person writes.';
create index outbox_tracked on public.outbox (md5(dedupe_key)) where cost = 'template';

create table public.used_up (
  channel text primary key,
  until timestamptz not null
);
comment on table public.used_up is 'Paid quotas that a platform said are used up, and when we look again.';
alter table public.used_up enable row level security;

create table public.phones (
  id bigint generated always as identity primary key,
  person_id uuid not null references public.people,
  phone text check (phone ~ '^[1-9][0-9]{7,14}$'),
  source text not null check (source ~ '^[a-z_]{1,30}$'),
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  refused_at timestamptz,
  check (phone is not null or withdrawn_at is not null)
);
comment on table public.phones is
  'Phone numbers that people gave through a platform''s own control: the consent to be called and to get template messages about own pledges and reports. Withdrawn ones keep no number. refused_at: the platform said that nothing arrives there.';
create unique index phones_current on public.phones (person_id) where withdrawn_at is null;
alter table public.phones enable row level security;

insert into public.phones (person_id, phone, source, given_at)
select p.id, n.number, 'shared', coalesce((select max(c.given_at) from public.consents c where c.person_id = p.id and c.purpose = 'share_phone' and c.withdrawn_at is null), p.created_at)
from public.people p cross join lateral (select regexp_replace(regexp_replace(p.phone, '\D', '', 'g'), '^0', '84') as number) n
where n.number ~ '^[1-9][0-9]{7,14}$' and private.has_consent(p.id, 'share_phone');
alter table public.people drop column phone;

create function private.quiet_until(p_now timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  with here as (select p_now at time zone 'Asia/Ho_Chi_Minh' as at, private.setting('quiet.from_hour')::int as first, private.setting('quiet.until_hour')::int as last),
  hours as (select *, extract(hour from at)::int as hour from here)
  select case when case when first <= last then hour >= first and hour < last else hour >= first or hour < last end
    then (date_trunc('day', at) + make_interval(days => (hour >= last)::int, hours => last)) at time zone 'Asia/Ho_Chi_Minh' end
  from hours
$$;
comment on function private.quiet_until is 'When the quiet hours end that p_now lies in; null outside of them.';

create function private.next_morning(p_now timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select (private.day_of(p_now) + 1 + make_interval(hours => private.setting('quiet.until_hour')::int)) at time zone 'Asia/Ho_Chi_Minh'
$$;
comment on function private.next_morning is 'Tomorrow when the quiet hours are over: daily quotas are new, and nobody is woken.';

create function private.cost_of(p_identity public.channel_identities, p_now timestamptz) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when p_identity.closed_at is not null then null
    when r.window_hours is null then 'free'
    when p_identity.last_inbound_at + make_interval(hours => r.window_hours::int) > p_now is not true then null
    when coalesce(p_identity.free_left, r.free_messages) > 0 and p_identity.last_inbound_at + make_interval(hours => r.free_hours::int) > p_now then 'free'
    when r.paid = 1 then 'quota'
  end
  from (select private.setting(p_identity.channel || '.window_hours') as window_hours, private.setting(p_identity.channel || '.free_messages') as free_messages,
    private.setting(p_identity.channel || '.free_hours') as free_hours, private.setting(p_identity.channel || '.paid') as paid) r
$$;
comment on function private.cost_of is 'What a message to this identity costs now: free, quota, or null when its window is closed. Channels without rules are always open and free.';

create function private.ways(p_message public.outbox, p_templates text[], p_now timestamptz)
returns table (way text, channel text, address text, cost text, place int, opens_at timestamptz, last_used timestamptz)
language sql stable security definer rows 3 set search_path = '' as $$
  select w.way, w.channel, w.address, w.cost,
    case when w.way = p_message.via and p_message.attempts > 0 or p_message.lane = 0 and w.way = p_message.identity_id::text then 0 else w.place end,
    (select u.until from public.used_up u where u.channel = w.channel and u.until > p_now and (w.cost <> 'free' or private.setting(w.channel || '.free_messages') is null)),
    w.last_used
  from (
    select i.id::text, i.channel, i.address, c.cost, case c.cost when 'free' then 1 else 2 end, i.last_seen_at
    from public.channel_identities i
    cross join lateral (select case when p_message.lane = 0 and i.id = p_message.identity_id and i.closed_at is null then coalesce(private.cost_of(i, p_now), 'free')
      else private.cost_of(i, p_now) end as cost) c
    where i.person_id = p_message.person_id and i.reachable and c.cost is not null
    union all
    select 'zalo_zns', 'zalo_zns', f.phone, 'template', 3, f.given_at
    from public.phones f
    where f.person_id = p_message.person_id and f.withdrawn_at is null and f.refused_at is null and f.phone like '84%' and p_message.message ->> 'key' = any (p_templates)
  ) w (way, channel, address, cost, place, last_used)
  where w.way <> all (p_message.refused)
$$;

comment on function private.ways is
  'Every way to the person of a message that does not refuse it: place 0 the one it belongs to (an answer goes back; what may have arrived is tried there again), then 1 free, 2 paid quota, 3 template. opens_at: only then, because a quota is used up.';

create function private.choose_way(p_message public.outbox, p_channels text[], p_full text[], p_away text[], p_templates text[], p_now timestamptz)
returns table (decision text, at timestamptz, way text, channel text, address text, cost text)
language sql stable security definer rows 1 set search_path = '' as $$
  with ways as materialized (
    select w.*, w.channel = any (p_channels || p_full || p_away) as known, w.channel = any (p_away) as away, w.channel = any (p_channels) as open
    from private.ways(p_message, p_templates, p_now) w
  ), best as (
    -- A platform that is away for a while is waited for before anything is spent instead.
    select * from ways where opens_at is null order by known desc, place, away, last_used desc, way limit 1
  ), later as (
    select min(opens_at) as at from ways having min(opens_at) is not null and p_message.created_at > p_now - make_interval(hours => private.setting('quota.wait_hours')::int)
  ), quiet as (
    select private.quiet_until(p_now) as at from best where p_message.lane > 0 and private.setting(best.channel || '.rings') is distinct from 0
  )
  select case
      when best.way is null then case when later.at is null then 'none' else 'later' end
      when not best.open then 'wait'
      when quiet.at is not null then 'later'
      else 'send' end,
    case when best.way is null then later.at else quiet.at end, best.way, best.channel, best.address, best.cost
  from (values (1)) one (n) left join best on true left join later on true left join quiet on true
$$;
comment on function private.choose_way is
  'How a message leaves now over one of p_channels: send; wait (p_full: no free place; p_away: configured and not ready; or another process''s channel); later, at an instant (quiet hours, quota); none, when nobody can be told.';

create function public.phone_give(p_phone text, p_source text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_digits text := regexp_replace(p_phone, '\D', '', 'g');
  v_phone text := case when p_phone like '+%' or v_digits like '84%' then v_digits else '84' || regexp_replace(v_digits, '^0', '') end;
begin
  if p_phone !~ '^\+?[0-9 .()-]{6,20}$' is not false or p_source !~ '^[a-z_]{1,30}$' is not false or v_phone !~ '^[1-9][0-9]{7,14}$' then
    perform private.refuse('value_invalid');
  end if;
  perform from public.people where id = auth.uid() for no key update;
  update public.phones set withdrawn_at = p_now, phone = null where person_id = auth.uid() and withdrawn_at is null and phone <> v_phone;
  insert into public.phones (person_id, phone, source, given_at) values (auth.uid(), v_phone, p_source, p_now)
    on conflict (person_id) where withdrawn_at is null do update set refused_at = null;
  perform private.give_consent(auth.uid(), 'share_phone', '1', p_now);
  perform private.audit('phone.share', 'own', null, jsonb_build_object('source', p_source), p_now);
  update public.outbox set status = 'ready', not_before = p_now where person_id = auth.uid() and status = 'unreachable';
  return jsonb_build_object('shared', true);
end $$;
comment on function public.phone_give is
  'The caller gives the own phone number through a platform''s own control (p_source: which), which is the consent to calls and template messages about own pledges and reports; kept with time and source, what waited may leave. Refuses value_invalid.';

create or replace function public.phone_share(p_phone text, p_now timestamptz default now()) returns jsonb
language sql volatile security definer set search_path = '' as $$
  select public.phone_give(p_phone, coalesce(nullif(current_setting('nhip_cau.channel', true), ''), 'shared'), p_now)
$$;
comment on function public.phone_share is 'phone_give over the channel of this turn.';

create function public.phone_withdraw(p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_withdrawn boolean;
begin
  update public.phones set withdrawn_at = p_now, phone = null where person_id = auth.uid() and withdrawn_at is null;
  v_withdrawn := found;
  update public.consents set withdrawn_at = p_now where person_id = auth.uid() and purpose = 'share_phone' and withdrawn_at is null;
  if v_withdrawn then
    perform private.audit('phone.withdraw', 'own', null, null, p_now);
  end if;
  return jsonb_build_object('withdrawn', v_withdrawn);
end $$;
comment on function public.phone_withdraw is 'The caller takes the own phone number back: it is erased, only when it was given and taken back stays. Safe to repeat.';
grant execute on function public.phone_give, public.phone_withdraw to authenticated;
