-- A reminder that was the last thing said can be answered in few words.

create index outbox_said on public.outbox (person_id, sent_at desc) where status = 'sent';

create function public.reminder_said(p_now timestamptz default now()) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(distinct d.subject), '[]')
  from (select o.id, o.lane from public.outbox o where o.person_id = auth.uid() and o.status = 'sent' order by o.sent_at desc, o.id desc limit 1) l
  join public.reminders r on r.outbox_id = l.id and l.lane = 2
  join public.deadlines d on d.id = r.deadline_id and d.settled_at is null and d.subject like 'CK%' and d.person_id = auth.uid()
$$;
comment on function public.reminder_said is 'The promises that the last thing said to the caller was about, when that was a reminder: their codes.';
grant execute on function public.reminder_said to authenticated;

create or replace function public.reminder_list(p_date date default null, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
  v_day date := coalesce(p_date, private.day_of(p_now) + 1);
  v_today boolean := v_day <= private.day_of(p_now);
  v_at timestamptz := (v_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' - interval '1 second';
  v_after timestamptz := case when v_day <= private.day_of(p_now) then p_now else v_day::timestamp at time zone 'Asia/Ho_Chi_Minh' end;
  v_seen bigint[];
  v_people jsonb;
begin
  perform private.require_due(v_day, p_now);
  select array_agg(d.id) into v_seen from public.deadlines d where d.settled_at is null
    and (d.person_id = me or exists (select from private.officer_scopes(me, p_now) s where (s.area_id is null or s.area_id = d.area_id) and (s.sector is null or s.sector = d.sector)));
  with planned as (
    select f.deadline_id, f.person_id, f.reason from private.reminders_due(v_seen, v_at, v_after) f
    union
    select r.deadline_id, r.person_id, r.reason from public.reminders r left join public.outbox o on o.id = r.outbox_id
      where v_today and r.deadline_id = any (v_seen) and (r.outbox_id is null or private.day_of(coalesce(o.sent_at, o.created_at)) = v_day)
  ), told as (
    select p.person_id, d.person_id is not distinct from p.person_id as own, k.urgency, d.id, private.reminder_matter(d, k, p.reason, p.person_id, v_after) as matter, d.kind,
      gift.id is not null as gives, private.donor_label(gift.id, me, p_now) as donor
    from planned p join public.deadlines d on d.id = p.deadline_id join public.deadline_kinds k on k.kind = d.kind
    left join public.pledges gift on gift.code = d.subject and gift.donor_id = p.person_id
  ), people as (
    select t.person_id, min(t.urgency) as urgency, jsonb_strip_nulls(jsonb_build_object('self', nullif(t.person_id = me, false),
      'name', coalesce(max(t.donor), case when not bool_or(t.gives) and bool_and(t.kind in ('need.expiry', 'need.decision', 'report.submit', 'report.internal') or not t.own) then max(p.display_name) end),
      'matters', jsonb_agg(jsonb_build_object('kind', t.kind, 'code', t.matter #> '{params,code}', 'due_on', t.matter #> '{params,due_on}', 'area', t.matter #> '{params,unit}',
        'message', case when t.person_id = me then t.matter end) order by t.urgency, t.id))) as shown
    from told t join public.people p on p.id = t.person_id
    -- What somebody gives anonymously does not stand beside what they give by name.
    group by t.person_id, case when t.person_id <> me then t.gives end, case when t.person_id <> me then t.donor end
  )
  select coalesce(jsonb_agg(shown order by urgency, shown ->> 'name'), '[]') into v_people from people;
  return jsonb_build_object('date', v_day, 'total', jsonb_array_length(v_people), 'people', v_people);
end $$;
