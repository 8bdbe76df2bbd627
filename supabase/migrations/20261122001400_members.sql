-- What a person says about themselves: consent, language, an invitation; and what the operator at the machine prepares.

create function public.consent_give(p_purpose text, p_text_version text, p_name text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.require_choice(coalesce(p_purpose, ''), array['pledge', 'publish_name', 'share_phone', 'digest', 'ai_model']);
  if p_text_version is null or length(p_text_version) > 50 then
    perform private.refuse('value_invalid');
  end if;
  perform private.give_consent(auth.uid(), p_purpose, p_text_version, p_now);
  update public.people set display_name = coalesce(display_name, nullif(left(trim(p_name), 200), '')) where id = auth.uid();
  perform private.audit('consent.give', p_purpose, null, jsonb_build_object('text_version', p_text_version), p_now);
  return jsonb_build_object('purpose', p_purpose);
end $$;
comment on function public.consent_give is 'Records the caller''s consent to one purpose, with the version of the text they saw; from then on the display name is kept. Refuses value_invalid.';

create function public.language_set(p_language text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.require_choice(coalesce(p_language, ''), array['vi', 'en']);
  update public.people set language = p_language, language_chosen = true where id = auth.uid();
  return jsonb_build_object('language', p_language, 'at', p_now);
end $$;
comment on function public.language_set is 'The caller wants to be spoken to in vi or en from now on. Refuses value_invalid.';

create function public.phone_share(p_phone text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  if p_phone is null or p_phone !~ '^\+?[0-9 .()-]{6,20}$' then
    perform private.refuse('value_invalid');
  end if;
  perform private.give_consent(auth.uid(), 'share_phone', '1', p_now);
  update public.people set phone = p_phone where id = auth.uid();
  perform private.audit('phone.share', 'own', null, null, p_now);
  return jsonb_build_object('shared', true);
end $$;
comment on function public.phone_share is 'The caller gives the own phone number through the platform''s own control, so that officers may call about a handover. Refuses value_invalid.';

create function private.hash_of(p_hex text) returns bytea
language sql immutable set search_path = '' as $$
  select decode(case when p_hex ~ '^[0-9a-f]{64}$' then p_hex end, 'hex')
$$;
comment on function private.hash_of is 'The bytes of a SHA-256 in hex; null for anything else, which is the hash of no code.';

create function private.invitation_put(p_code_hash text, p_role text, p_area text, p_sector text, p_by uuid, p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_invitation public.invitations;
begin
  if p_area is not null then
    perform private.require_area(p_area, p_now);
  elsif p_role = 'commune_officer' then
    perform private.refuse('area_unknown');
  end if;
  insert into public.invitations (code_hash, role, area_id, sector, created_by, created_at, expires_at)
  values (private.hash_of(p_code_hash), p_role, p_area, p_sector, p_by, p_now, p_now + make_interval(days => private.setting('invitation.days')::int))
  returning * into v_invitation;
  perform private.audit('invitation.create', 'invitation:' || v_invitation.id, null, jsonb_build_object('role', p_role, 'area', p_area, 'sector', p_sector), p_now);
  return jsonb_build_object('role', p_role, 'area', private.area_json(p_area), 'sector', p_sector, 'expires_at', v_invitation.expires_at);
end $$;
comment on function private.invitation_put is 'Stores an invitation by the SHA-256 of its code (hex). Refuses area_unknown, area_retired.';

create function public.invitation_create(p_code_hash text, p_role text, p_area text default null, p_sector text default null, p_now timestamptz default now()) returns jsonb
language sql volatile security definer set search_path = '' as $$
  select private.invitation_put(p_code_hash, p_role, p_area, p_sector, null, p_now)
$$;
comment on function public.invitation_create is 'The operator at the machine invites an officer. The code itself never reaches the database. Refuses area_unknown, area_retired.';
grant execute on function public.invitation_create to nhip_cau_operator;

create function public.invitation_show(p_code_hash text, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_invitation public.invitations;
begin
  select * into v_invitation from public.invitations where code_hash = private.hash_of(p_code_hash);
  if v_invitation.id is null then
    perform private.refuse('invitation_invalid');
  elsif v_invitation.redeemed_at is not null then
    perform private.refuse('invitation_used');
  elsif v_invitation.expires_at <= p_now then
    perform private.refuse('invitation_expired');
  end if;
  return jsonb_build_object('role', v_invitation.role, 'area', private.area_json(v_invitation.area_id), 'sector', v_invitation.sector, 'expires_at', v_invitation.expires_at);
end $$;
comment on function public.invitation_show is 'What an invitation would grant, to be read back before it is used. Refuses invitation_invalid, invitation_used, invitation_expired.';

create function public.invitation_redeem(p_code_hash text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_invitation public.invitations;
  v_shown jsonb;
begin
  if not private.has_consent(auth.uid(), 'pledge') then
    perform private.refuse('consent_missing');
  end if;
  perform from public.invitations where code_hash = private.hash_of(p_code_hash) for update;
  v_shown := public.invitation_show(p_code_hash, p_now);
  update public.invitations set redeemed_by = auth.uid(), redeemed_at = p_now where code_hash = private.hash_of(p_code_hash) returning * into v_invitation;
  insert into public.role_grants (person_id, role, area_id, sector, granted_by, valid_from)
  values (auth.uid(), v_invitation.role, v_invitation.area_id, v_invitation.sector, v_invitation.created_by, p_now);
  perform private.audit('officer.join', 'invitation:' || v_invitation.id, null, v_shown, p_now);
  perform private.notify_role('province_officer', null, 'notice.officer_joined', v_shown, 'joined:' || v_invitation.id, p_now);
  return v_shown;
end $$;
comment on function public.invitation_redeem is 'Redeems an invitation once; the province is told of every new officer. Refuses consent_missing, invitation_invalid, invitation_used, invitation_expired.';

create function public.person_describe(
  p_channels text[], p_address text, p_name text, p_language text, p_organisation text default null, p_organisation_type text default null, p_foreign boolean default false,
  p_now timestamptz default now()
) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_identity public.channel_identities := private.identity_open(p_channels[1], p_address, p_now);
  v_organisation uuid;
begin
  if p_organisation is not null then
    insert into public.organisations (name, type, is_foreign) values (p_organisation, p_organisation_type, p_foreign) returning id into v_organisation;
  end if;
  update public.people set display_name = p_name, language = p_language, organisation_id = coalesce(v_organisation, organisation_id), is_foreign = p_foreign where id = v_identity.person_id;
  insert into public.channel_identities (person_id, channel, address, last_seen_at)
  select v_identity.person_id, other, p_address, p_now - interval '1 day' from unnest(p_channels[2:]) other
  on conflict (channel, address) do nothing;
  perform private.give_consent(v_identity.person_id, 'pledge', 'demo', p_now);
  return v_identity.person_id;
end $$;
comment on function public.person_describe is 'The operator introduces somebody (demo data, a known organisation) who is found at the same address on each of p_channels; answers the person''s id.';

create function public.is_empty() returns boolean
language sql stable security definer set search_path = '' as $$
  select not exists (select from public.needs) and not exists (select from public.people)
$$;
comment on function public.is_empty is 'True while nobody has written and nothing is needed: the demo may be loaded.';
grant execute on function public.person_describe, public.is_empty to nhip_cau_operator;
grant execute on function public.consent_give, public.phone_share, public.language_set, public.invitation_show, public.invitation_redeem to authenticated;
