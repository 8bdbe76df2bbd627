-- An officer is asked to call somebody once a day: what is found in the quiet hours counts for the morning in which it is said.

create or replace function private.tell_unreachable(p_message public.outbox, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_unit text := private.unit_of(p_message);
  v_pledge public.pledges;
  v_officers uuid[];
  -- What is found at night is said in the morning, and belongs to that day.
  v_day date := private.day_of(coalesce(private.quiet_until(p_now), p_now));
begin
  -- An answer was asked for by somebody who has left; and that one officer cannot be told of another is told to no third.
  if p_message.lane = 0 or p_message.message ->> 'key' = 'notice.unreachable' then
    return;
  end if;
  select p.* into v_pledge from public.pledges p where p.donor_id = p_message.person_id
    order by p.code = p_message.message #>> '{params,pledge,code}' desc nulls last, p.id desc limit 1;
  -- Below the province a phone number would tell who gives anonymously (F).
  if v_pledge.visibility is distinct from 'anonymous' then
    select array_agg(distinct g.person_id) into v_officers from public.role_grants g
    where g.role = 'commune_officer' and private.area_within(v_unit, g.area_id) and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now
      and g.person_id <> p_message.person_id and exists (select from public.channel_identities i where i.person_id = g.person_id and i.reachable);
  end if;
  if v_officers is null then
    select array_agg(distinct g.person_id) into v_officers from public.role_grants g
    where g.role = 'province_officer' and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now and g.person_id <> p_message.person_id;
  end if;
  perform private.notify(v_officer, 'notice.unreachable', jsonb_strip_nulls(jsonb_build_object(
      'name', case when v_pledge.id is null then (select display_name from public.people where id = p_message.person_id) else private.donor_label(v_pledge.id, v_officer, p_now) end,
      'pledge', v_pledge.code,
      'phone', (select '+' || f.phone from public.phones f where f.person_id = p_message.person_id and f.withdrawn_at is null))),
    'unreachable:' || p_message.person_id || ':' || v_day, p_now)
  from unnest(v_officers) v_officer;
end $$;
comment on function private.tell_unreachable is
  'Asks the officers of the unit, else the province, to call somebody whom no message reaches: once per person and day on which it is said, with the name as each of them may see it and the phone that was given for it. For who gives anonymously it is the province.';
