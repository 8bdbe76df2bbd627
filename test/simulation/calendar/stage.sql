-- The stage of the simulated year: units with an officer each, the province, donors; and how something happens on it.
delete from public.tick_steps where name not in ('ledger', 'reminders');

insert into public.people (id, display_name, created_at)
select md5(name)::uuid, name, '2025-12-01' from (select 'donor-' || n as name from generate_series(1, 300) n
  union all select 'officer-' || a.id from public.areas a where a.level = 'commune' and a.valid_to is null union all select 'province') p;
insert into public.channel_identities (person_id, channel, address, last_seen_at, last_inbound_at)
select id, 'telegram', display_name, '2025-12-01', '2025-12-01' from public.people where created_at = '2025-12-01';
insert into public.role_grants (person_id, role, area_id, valid_from)
select md5('officer-' || a.id)::uuid, 'commune_officer', a.id, '2025-12-01'::timestamptz from public.areas a where a.level = 'commune' and a.valid_to is null
union all select md5('province')::uuid, 'province_officer', null, '2025-12-01'::timestamptz;

create schema simulated;
create function simulated.happen(p_happenings jsonb) returns void language plpgsql as $$
declare
  h jsonb;
  v_at timestamptz;
  v_donor uuid;
begin
  for h in select e from jsonb_array_elements(p_happenings) e loop
    v_at := to_timestamp((h ->> 'at')::double precision / 1000);
    v_donor := md5(h ->> 'donor')::uuid;
    perform set_config('nhip_cau.now', v_at::text, true);
    if h ->> 'type' in ('moved', 'scheduled', 'snoozed', 'stopped', 'wrote') then
      update public.channel_identities set last_inbound_at = v_at where person_id = v_donor;
      perform set_config('request.jwt.claims', jsonb_build_object('sub', v_donor, 'role', 'authenticated', 'iat', floor(extract(epoch from v_at)))::text, true);
    end if;
    begin
      case h ->> 'type'
        when 'made' then
          insert into public.pledges (code, donor_id, kind, area_id, sector, status, service, due_on, created_at)
          values (h ->> 'code', v_donor, 'service', h ->> 'unit', 'clothing', 'confirmed', 'help', (h ->> 'day')::date, v_at);
        when 'delivered' then
          update public.pledges set status = 'fulfilled' where code = h ->> 'code' and status in ('confirmed', 'scheduled');
        when 'cancelled' then
          update public.pledges set status = 'cancelled' where code = h ->> 'code' and status in ('confirmed', 'scheduled');
        when 'moved' then perform public.pledge_amend(h ->> 'code', p_due => (h ->> 'day')::date, p_now => v_at);
        when 'scheduled' then perform public.pledge_schedule(h ->> 'code', (h ->> 'day')::date, null, v_at);
        when 'snoozed' then perform public.reminder_settings(h ->> 'code', (h ->> 'day')::date, null, v_at);
        when 'stopped' then perform public.reminder_settings(h ->> 'code', null, 'stop', v_at);
        when 'report_due' then perform private.deadline_put('report.submit', h ->> 'code', private.due_before((h ->> 'day')::date), null, h ->> 'unit', null, '{}', v_at);
        when 'reported' then perform private.deadline_settle('report.submit', h ->> 'code', v_at);
        else null;
      end case;
    exception when raise_exception then null;
    end;
    perform set_config('request.jwt.claims', '', true);
  end loop;
  perform set_config('nhip_cau.now', '', true);
end $$;

create function simulated.tick(p_at timestamptz) returns int language plpgsql as $$
declare
  v_planned int := 0;
  v_did jsonb;
begin
  loop
    v_did := public.tick(p_at);
    v_planned := v_planned + (v_did ->> 'reminders')::int;
    exit when v_did ->> 'more' is null;
  end loop;
  -- The platforms take everything within a minute; that they may not is another simulation's story.
  update public.outbox set status = 'sent', sent_at = p_at + interval '30 seconds' where status = 'ready';
  return v_planned;
end $$;
