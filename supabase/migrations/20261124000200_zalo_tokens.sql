-- The tokens of Zalo's Official Account. A refresh token works once, so that one is never sent twice matters more than anything else here.

create table public.zalo_tokens (
  app_id text primary key,
  version int not null,
  state text not null check (state in ('ready', 'refreshing', 'needs_reauth')),
  sealed text not null,
  access_expires_at timestamptz,
  refresh_issued_at timestamptz not null,
  sent_hash text,
  holder text,
  held_until timestamptz,
  check ((state = 'refreshing') = (holder is not null and held_until is not null)),
  check (state <> 'refreshing' or sent_hash is not null)
);
comment on table public.zalo_tokens is
  'The pair of tokens of each app, encrypted by the product. version counts pairs. refreshing: the refresh token (hash in sent_hash) may have been sent and is never sent again. needs_reauth: only an administrator''s permission brings a new pair.';

create table public.zalo_tokens_spent (
  hash text primary key,
  spent_at timestamptz not null
);
comment on table public.zalo_tokens_spent is 'SHA-256 of every refresh token that may have been sent, also of those that were configured.';

alter table public.zalo_tokens enable row level security;
alter table public.zalo_tokens_spent enable row level security;

create function public.zalo_tokens_read(p_app text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('version', version, 'state', state, 'sealed', sealed, 'accessExpiresAt', access_expires_at, 'refreshIssuedAt', refresh_issued_at,
    'sentHash', sent_hash, 'holder', holder, 'heldUntil', held_until)
  from public.zalo_tokens where app_id = p_app
$$;
comment on function public.zalo_tokens_read is 'The row of an app, still encrypted; null without one.';

create function public.zalo_tokens_begin(p_app text, p_version int, p_hash text, p_holder text, p_seconds int, p_now timestamptz) returns text
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from public.zalo_tokens where app_id = p_app and version = p_version and state = 'ready' for update;
  if not found then
    return 'lost';
  end if;
  insert into public.zalo_tokens_spent (hash, spent_at) values (p_hash, p_now) on conflict do nothing;
  if not found then
    return 'spent';
  end if;
  update public.zalo_tokens set state = 'refreshing', sent_hash = p_hash, holder = p_holder, held_until = p_now + make_interval(secs => p_seconds) where app_id = p_app;
  return 'begun';
end $$;
comment on function public.zalo_tokens_begin is
  'Before a refresh token is sent: marks it as sent, for one holder. begun: send it now. lost: another process did something first. spent: it was sent before and must not be sent.';

create function public.zalo_tokens_unsent(p_app text, p_version int, p_hash text, p_holder text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.zalo_tokens set state = 'ready', sent_hash = null, holder = null, held_until = null
  where app_id = p_app and version = p_version and state = 'refreshing' and sent_hash = p_hash and holder = p_holder;
  if found then
    delete from public.zalo_tokens_spent where hash = p_hash;
    return true;
  end if;
  return false;
end $$;
comment on function public.zalo_tokens_unsent is 'Takes a mark back. Only for the holder that made it, and only when it knows that nothing left the machine.';

create function public.zalo_tokens_put(
  p_app text, p_version int, p_hash text, p_sealed text, p_access_expires_at timestamptz, p_issued_at timestamptz, p_replaces text default null
) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row public.zalo_tokens;
begin
  insert into public.zalo_tokens (app_id, version, state, sealed, access_expires_at, refresh_issued_at) values (p_app, 0, 'needs_reauth', '', null, '-infinity') on conflict do nothing;
  select * into v_row from public.zalo_tokens where app_id = p_app for update;
  if v_row.version = p_version and v_row.sealed = p_sealed then
    return 'stored';
  end if;
  if exists (select from public.zalo_tokens_spent where hash = p_hash) then
    delete from public.zalo_tokens where app_id = p_app and version = 0;
    return 'spent';
  end if;
  if not (p_version = v_row.version + 1 and (p_replaces is null or p_replaces = v_row.sent_hash) or p_version > v_row.version and p_issued_at > v_row.refresh_issued_at) then
    return 'stale';
  end if;
  update public.zalo_tokens set version = p_version, state = 'ready', sealed = p_sealed, access_expires_at = p_access_expires_at, refresh_issued_at = p_issued_at,
    sent_hash = null, holder = null, held_until = null
  where app_id = p_app;
  return 'stored';
end $$;
comment on function public.zalo_tokens_put is
  'Stores a new pair: the answer to the refresh token with hash p_replaces, or without one a new permission. Also when the refresh was given up meanwhile, and when the pair was issued after a row that a backup brought back. stale: the row has a newer one. spent: its refresh token (p_hash) was sent before. Safe to repeat.';

create function public.zalo_tokens_fail(p_app text, p_version int, p_holder text, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.zalo_tokens set state = 'needs_reauth', holder = null, held_until = null
  where app_id = p_app and version = p_version and state <> 'needs_reauth' and holder is not distinct from p_holder;
  if not found then
    return false;
  end if;
  perform private.notify_role('province_officer', null, 'notice.zalo_reauth', '{}', 'zalo_reauth:' || p_app || ':' || p_version, p_now);
  return true;
end $$;
comment on function public.zalo_tokens_fail is
  'Gives the pair up, if that holder (null: nobody) still has it: its refresh token was refused, or may be used up. Tells the province what to do; true for whoever was first.';

create function public.zalo_tokens_warn(p_app text, p_version int, p_kind text, p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  select private.notify_role('province_officer', null, case p_kind when 'old' then 'notice.zalo_old' else 'notice.zalo_reauth' end, '{}', 'zalo_' || p_kind || ':' || p_app || ':' || p_version, p_now)
$$;
comment on function public.zalo_tokens_warn is 'Tells the province once per pair: it is old and could not be renewed (old), or cannot be decrypted (unreadable).';

create or replace function public.leases_abandon(p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.conversations set lease = null, lease_until = null where lease_until > p_now;
  update public.outbox set lease = null, lease_until = null where lease_until > p_now;
  delete from public.leases;
  update public.zalo_tokens set held_until = p_now where state = 'refreshing';
  update public.inbox set not_before = p_now where status = 'pending' and received_at > p_now;
  update public.outbox set not_before = p_now where status = 'ready' and created_at > p_now;
end $$;

grant execute on function public.zalo_tokens_read, public.zalo_tokens_begin, public.zalo_tokens_unsent, public.zalo_tokens_put, public.zalo_tokens_fail,
  public.zalo_tokens_warn to nhip_cau_worker;
