-- Promises and needs keep their own deadlines: whatever changes one of them, by whatever function, its rows of the calendar follow.

insert into public.settings (name, value, meaning) values
  ('decision.days', '3', 'Days within which the province decides on a need or a promise that waits.');

alter table public.pledges add column scheduled_on date, add column scheduled_place text check (length(scheduled_place) between 1 and 200);
comment on column public.pledges.scheduled_on is 'The day on which donor and officer meet for the handover, and where.';

create function private.moment() returns timestamptz
language sql stable set search_path = '' as $$ select coalesce(nullif(current_setting('nhip_cau.now', true), '')::timestamptz, private.clock()) $$;
comment on function private.moment is 'The time of what is being done, for triggers: the p_now of the tick, else when the caller''s token was signed.';

create function private.pledge_about(p_pledge public.pledges) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('pledge', jsonb_build_object('code', p_pledge.code, 'kind', p_pledge.kind, 'area', private.area_json(p_pledge.area_id),
    'amount_vnd', p_pledge.amount_vnd, 'service', p_pledge.service, 'place', p_pledge.scheduled_place,
    'items', coalesce((select jsonb_agg(jsonb_build_object('item', o.item, 'unit', o.unit, 'age_band', o.age_band, 'quantity', trim_scale(o.open)) order by o.id)
      from (select pi.id, pi.item, pi.unit, pi.age_band, greatest(pi.quantity - private.item_accepted(pi.id), 0) as open from public.pledge_items pi where pi.pledge_id = p_pledge.id) o
      where o.open > 0), '[]')))
$$;
comment on function private.pledge_about is 'What is still to come of a promise, as a reminder names it. No donor.';

create function private.pledge_calendar(p_pledge bigint) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  p public.pledges;
  v_now timestamptz := private.moment();
  v_about jsonb;
  v_wanted text[];
  v_old record;
begin
  select * into p from public.pledges where id = p_pledge;
  v_wanted := array_remove(array[
    case when p.status in ('confirmed', 'scheduled', 'partially_delivered') and p.due_on is not null then 'pledge.due' end,
    case when p.status in ('scheduled', 'partially_delivered') and p.scheduled_on is not null then 'handover' end,
    case when p.status = 'offered' then 'waitlist.hold' end,
    case when p.status in ('proposed', 'awaiting_approval') then 'pledge.decision' end], null);
  for v_old in select d.kind, d.subject from public.deadlines d where d.kind in ('pledge.due', 'handover', 'waitlist.hold', 'pledge.decision')
    and d.subject in (p.code, p.code || ':unit') and d.settled_at is null and d.kind <> all (v_wanted)
  loop
    perform private.deadline_settle(v_old.kind, v_old.subject, v_now);
  end loop;
  if v_wanted = '{}' then
    return;
  end if;
  v_about := private.pledge_about(p);
  if 'pledge.due' = any (v_wanted) then
    perform private.deadline_put('pledge.due', p.code, private.due_before(p.due_on), p.donor_id, p.area_id, p.sector, v_about, v_now);
  end if;
  if 'handover' = any (v_wanted) then
    perform private.deadline_put('handover', p.code, private.due_before(p.scheduled_on), p.donor_id, p.area_id, p.sector, v_about, v_now),
      private.deadline_put('handover', p.code || ':unit', private.due_before(p.scheduled_on), null, p.area_id, p.sector, v_about, v_now);
  end if;
  if 'waitlist.hold' = any (v_wanted) then
    perform private.deadline_put('waitlist.hold', p.code, p.offered_until, p.donor_id, p.area_id, p.sector, v_about, v_now);
  end if;
  if 'pledge.decision' = any (v_wanted) then
    perform private.deadline_put('pledge.decision', p.code, coalesce((select d.due_before from public.deadlines d where d.kind = 'pledge.decision' and d.subject = p.code and d.settled_at is null),
      private.due_before(private.day_of(v_now) + private.setting('decision.days')::int)), null, null, null, v_about, v_now);
  end if;
end $$;
comment on function private.pledge_calendar is
  'Sets or settles what a promise has to do with the calendar: its last day, its handover (donor and unit), an offer that is held, a decision that is due (C3).';

create function private.need_calendar(p_need bigint) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  n public.needs;
  v_about jsonb;
  v_now timestamptz := private.moment();
begin
  select * into n from public.needs where id = p_need;
  v_about := jsonb_build_object('need', jsonb_build_object('code', n.code, 'area', private.area_json(n.area_id)));
  if n.status = 'submitted' then
    perform private.deadline_put('need.decision', n.code, private.due_before(private.day_of(v_now) + private.setting('decision.days')::int), null, null, null, v_about, v_now);
  else
    perform private.deadline_settle('need.decision', n.code, v_now);
  end if;
  if n.status = 'published' then
    perform private.deadline_put('need.expiry', n.code, private.due_before(n.needed_by), n.created_by, n.area_id, n.sector, v_about, v_now);
  else
    perform private.deadline_settle('need.expiry', n.code, v_now);
  end if;
end $$;
comment on function private.need_calendar is 'Sets or settles what a need has to do with the calendar: a decision that is due, its last day (C2).';

create function private.pledge_calendar_row() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.pledge_calendar(new.id);
  return null;
end $$;
create function private.pledge_item_calendar_row() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.pledge_calendar(new.pledge_id);
  return null;
end $$;
create function private.delivery_item_calendar_row() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_pledge bigint := (select pi.pledge_id from public.pledge_items pi where pi.id = new.pledge_item_id);
begin
  -- Whatever arrives keeps the appointment; the next one is agreed on anew.
  if new.accepted > 0 then
    update public.pledges set scheduled_on = null, scheduled_place = null where id = v_pledge and scheduled_on is not null;
  end if;
  perform private.pledge_calendar(v_pledge);
  return null;
end $$;
create function private.need_calendar_row() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.need_calendar(new.id);
  return null;
end $$;
comment on function private.pledge_calendar_row is 'A promise changed.';
comment on function private.pledge_item_calendar_row is 'A quantity of a promise changed.';
comment on function private.delivery_item_calendar_row is 'Something arrived for a promise, or was taken back.';
comment on function private.need_calendar_row is 'A need changed.';

-- A promise that is being written gets its goods, then its state; the calendar waits for that.
create trigger calendar_new after insert on public.pledges for each row when (new.status not in ('proposed', 'waitlisted')) execute function private.pledge_calendar_row();
create trigger calendar after update of status, due_on, offered_until, scheduled_on, scheduled_place, amount_vnd on public.pledges
  for each row execute function private.pledge_calendar_row();
create trigger calendar after update of quantity on public.pledge_items for each row execute function private.pledge_item_calendar_row();
create trigger calendar after insert on public.delivery_items for each row when (new.pledge_item_id is not null) execute function private.delivery_item_calendar_row();
create trigger calendar after insert or update of status, needed_by on public.needs for each row execute function private.need_calendar_row();

do $$
begin
  perform private.pledge_calendar(p.id) from public.pledges p;
  perform private.need_calendar(n.id) from public.needs n;
end $$;

create or replace function public.tick(p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_step record;
  v_did jsonb;
  v_result jsonb := jsonb_build_object('now', p_now);
  v_more boolean := false;
begin
  perform set_config('nhip_cau.now', p_now::text, true);
  for v_step in select s.function from public.tick_steps s order by s.position, s.name loop
    execute format('select private.%I($1)', v_step.function) into v_did using p_now;
    v_more := v_more or coalesce((v_did ->> 'more')::boolean, false);
    v_result := v_result || (coalesce(v_did, '{}') - 'more' - 'now');
  end loop;
  perform set_config('nhip_cau.now', '', true);
  return v_result || case when v_more then '{"more": true}'::jsonb else '{}' end;
end $$;
