-- Documents: what a letter is made of. The words of the layout are in locales/, the bytes are made when a message leaves; here is what was frozen, and what the organisation configured.

create table public.letterheads (
  id bigint generated always as identity primary key,
  unit text not null check (unit in ('commune', 'agency', 'fund', 'province')),
  area_id text references public.areas,
  sector text check (sector in ('health', 'nutrition', 'education', 'recreation', 'clothing')),
  parent_body text,
  body text,
  symbol text,
  place text,
  authority text,
  signer_title text,
  signer text,
  recipients text[] not null default '{}',
  filed text
);
comment on table public.letterheads is
  'How a unit signs its letters: the body above it, its own name, the symbol after the number, the place, on whose authority and who signs, to whom it goes and where it is filed. What is not configured is a dotted line; nothing is made up.';
create unique index letterheads_unit on public.letterheads (unit, coalesce(area_id, ''), coalesce(sector, ''));
alter table public.letterheads enable row level security;

create function private.letterhead_json(p_unit text, p_area text, p_sector text, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('unit', p_unit, 'area', private.area_json(p_area),
    'province', (select private.area_json(a.id) from public.areas a where a.level = 'province' and a.valid_to is null order by a.valid_from desc limit 1),
    'parent_body', h.parent_body, 'body', h.body, 'symbol', h.symbol, 'place', h.place, 'authority', h.authority, 'signer_title', h.signer_title, 'signer', h.signer,
    'recipients', to_jsonb(coalesce(h.recipients, '{}')), 'filed', h.filed)
  from (select 1) one left join public.letterheads h on h.unit = p_unit and h.area_id is not distinct from p_area and h.sector is not distinct from p_sector
$$;
comment on function private.letterhead_json is 'The configured letterhead of a unit, with nulls for what nobody configured.';

create function private.report_document(p_code text, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_report public.reports;
  v_compilation public.compilations;
begin
  select * into v_compilation from public.compilations where code = upper(p_code);
  if v_compilation.id is not null then
    return v_compilation.snapshot || jsonb_build_object('type', 'compiled', 'code', v_compilation.code, 'version', v_compilation.version, 'on', private.day_of(v_compilation.compiled_at),
      'letterhead', private.letterhead_json('province', null, null, p_now)
        || jsonb_build_object('recipients', (select coalesce(jsonb_agg(r.name order by r.position), '[]') from public.compilation_recipients r where r.compilation_id = v_compilation.id)));
  end if;
  select * into v_report from public.reports where code = upper(p_code);
  return private.report_shown(v_report, p_now) || jsonb_build_object('type', 'unit', 'on', private.day_of(v_report.submitted_at),
    'letterhead', private.letterhead_json(v_report.unit, v_report.area_id, v_report.sector, p_now));
end $$;
comment on function private.report_document is 'All that the letter of a report, or of a compilation, says: the frozen snapshot (for a report that is not handed in: the ledger as it is now, marked as a draft) with its letterhead.';

create function public.document_of(p_outbox bigint, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_message public.outbox;
  v_code text;
  v_report public.reports;
begin
  select * into v_message from public.outbox where id = p_outbox;
  v_code := coalesce(v_message.message #>> '{document,code}', v_message.message #>> '{params,result,code}');
  if v_message.message #>> '{document,type}' is distinct from 'report' or v_code is null then
    return null;
  end if;
  select * into v_report from public.reports where code = upper(v_code);
  if v_report.id is null and not (exists (select from public.compilations where code = upper(v_code)) and private.has_role(v_message.person_id, 'province_officer', p_now))
    or v_report.id is not null and not private.may_read_report(v_message.person_id, v_report, p_now) then
    return null;
  end if;
  return private.report_document(v_code, p_now);
end $$;
comment on function public.document_of is
  'What the document that goes with a message is made of; null when there is none, or when who the message is for may not read it (any more). The worker asks by message, so no code can be tried out.';

create table public.document_links (
  token_hash bytea primary key,
  outbox_id bigint not null references public.outbox,
  format text not null check (format in ('docx', 'xlsx')),
  language text not null check (language in ('vi', 'en')),
  expires_at timestamptz not null
);
comment on table public.document_links is 'Addresses under which a document can be had for document_link.hours. Only the SHA-256 of what cannot be guessed is kept.';
create index document_links_expired on public.document_links (expires_at);
alter table public.document_links enable row level security;
insert into public.settings (name, value, meaning) values ('document_link.hours', '48', 'How long the link to a document works.');

create function public.document_link(p_outbox bigint, p_format text, p_language text, p_token_hash text, p_now timestamptz) returns timestamptz
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_until timestamptz := p_now + make_interval(hours => private.setting('document_link.hours')::int);
begin
  delete from public.document_links where expires_at <= p_now;
  insert into public.document_links (token_hash, outbox_id, format, language, expires_at)
  values (private.hash_of(p_token_hash), p_outbox, p_format, p_language, v_until);
  return v_until;
end $$;
comment on function public.document_link is 'Makes a document of a message available under a link, whose hash is given; answers until when. Links that have expired are forgotten.';

create function public.document_by_link(p_token_hash text, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('document', public.document_of(l.outbox_id, p_now), 'format', l.format, 'language', l.language)
  from public.document_links l where l.token_hash = private.hash_of(p_token_hash) and l.expires_at > p_now
$$;
comment on function public.document_by_link is 'What a link leads to: {document, format, language}; null when it has expired or was never given, and a null document when who it was sent to may not read it any more.';
grant execute on function public.document_of, public.document_link, public.document_by_link to nhip_cau_worker;
