-- Who may know a phone number: nobody but the officer who is asked to call (C9), and that no longer than its owner wants.

create or replace function public.consent_give(p_purpose text, p_text_version text, p_name text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  if p_purpose is null or p_text_version is null or length(p_text_version) > 50 then
    perform private.refuse('value_invalid');
  end if;
  -- The table alone says which purposes there are.
  begin
    perform private.give_consent(auth.uid(), p_purpose, p_text_version, p_now);
  exception when check_violation then
    perform private.refuse('value_invalid', jsonb_build_object('value', left(p_purpose, 50)));
  end;
  update public.people set display_name = coalesce(display_name, nullif(left(trim(p_name), 200), '')) where id = auth.uid();
  perform private.audit('consent.give', p_purpose, null, jsonb_build_object('text_version', p_text_version), p_now);
  return jsonb_build_object('purpose', p_purpose);
end $$;

create or replace function public.phone_withdraw(p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_withdrawn boolean;
begin
  update public.phones set withdrawn_at = p_now, phone = null where person_id = auth.uid() and withdrawn_at is null;
  v_withdrawn := found;
  update public.consents set withdrawn_at = p_now where person_id = auth.uid() and purpose = 'share_phone' and withdrawn_at is null;
  update public.outbox set message = message #- '{params,phone}'
  where dedupe_key like 'unreachable:%' and message #> '{params,phone}' is not null
    and split_part(dedupe_key, ':', 2) in (select p.id::text from public.people p where p.id = auth.uid() or p.joined_into = auth.uid());
  if v_withdrawn then
    perform private.audit('phone.withdraw', 'own', null, null, p_now);
  end if;
  return jsonb_build_object('withdrawn', v_withdrawn);
end $$;
comment on function public.phone_withdraw is
  'The caller takes the own phone number back: it is erased, also where an officer was asked to call; only when it was given and taken back stays. Safe to repeat.';

create or replace function private.tell_unreachable(p_message public.outbox, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_unit text := private.unit_of(p_message);
  v_pledge public.pledges;
  v_officers uuid[];
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
    'unreachable:' || p_message.person_id || ':' || private.day_of(p_now), p_now)
  from unnest(v_officers) v_officer;
end $$;
comment on function private.tell_unreachable is
  'Asks the officers of the unit, else the province, to call somebody whom no message reaches: once per person and day, with the name as each of them may see it and the phone that was given for it. For who gives anonymously it is the province.';
