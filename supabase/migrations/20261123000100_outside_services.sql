-- Services outside of this machine that may read or hear a person: each only with a consent of its own, taken back as easily as it was given.

alter table public.consents drop constraint consents_purpose_check;
alter table public.consents add constraint consents_purpose_check
  check (purpose in ('pledge', 'publish_name', 'share_phone', 'digest', 'ai_model', 'ai_voice'));

create or replace function public.consent_give(p_purpose text, p_text_version text, p_name text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.require_choice(coalesce(p_purpose, ''), array['pledge', 'publish_name', 'share_phone', 'digest', 'ai_model', 'ai_voice']);
  if p_text_version is null or length(p_text_version) > 50 then
    perform private.refuse('value_invalid');
  end if;
  perform private.give_consent(auth.uid(), p_purpose, p_text_version, p_now);
  update public.people set display_name = coalesce(display_name, nullif(left(trim(p_name), 200), '')) where id = auth.uid();
  perform private.audit('consent.give', p_purpose, null, jsonb_build_object('text_version', p_text_version), p_now);
  return jsonb_build_object('purpose', p_purpose);
end $$;

create function public.consent_withdraw(p_purpose text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.require_choice(coalesce(p_purpose, ''), array['ai_model', 'ai_voice']);
  update public.consents set withdrawn_at = p_now where person_id = auth.uid() and purpose = p_purpose and withdrawn_at is null;
  if found then
    perform private.audit('consent.withdraw', p_purpose, null, null, p_now);
  end if;
  return jsonb_build_object('purpose', p_purpose);
end $$;
comment on function public.consent_withdraw is
  'Takes back the caller''s consent to a service outside; nothing else hangs on it, so nothing else changes. Other purposes have consequences of their own and are refused (value_invalid).';
grant execute on function public.consent_withdraw to authenticated;

create or replace function private.person_json(p_identity uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', p.id, 'name', coalesce(o.name, p.display_name), 'language', p.language, 'language_chosen', p.language_chosen,
    'consented', private.has_consent(p.id, 'pledge'),
    'agreed', (select coalesce(jsonb_agg(c.purpose order by c.purpose), '[]') from public.consents c where c.person_id = p.id and c.withdrawn_at is null),
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'area', private.area_json(g.area_id), 'sector', g.sector) order by g.id), '[]')
      from public.role_grants g where g.person_id = p.id and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now))
  from public.channel_identities i join public.people p on p.id = i.person_id left join public.organisations o on o.id = p.organisation_id
  where i.id = p_identity
$$;
comment on function private.person_json is
  'Who a turn is with: {id, name, language, language_chosen, consented, agreed: [purpose], roles: [{role, area, sector}]}.';
