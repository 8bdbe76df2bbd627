-- Who may touch what. These lists are the intended ones: whatever is granted beyond them fails here.
begin;
select no_plan();

select is_empty($$ select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity $$,
  'every table is under row level security');

select is_empty($$
  select grantee, table_name, privilege_type from information_schema.role_table_grants
  where table_schema = 'public' and grantee in ('anon', 'authenticated', 'PUBLIC', 'nhip_cau_worker', 'nhip_cau_operator') and privilege_type <> 'SELECT' $$,
  'nobody but the owner writes to a table directly');

select is(array(select table_name::text from information_schema.role_table_grants where table_schema = 'public' and grantee = 'anon' order by 1),
  array['area_designations', 'area_successors', 'areas', 'need_items', 'needs', 'programmes'], 'strangers read units, programmes and published needs');

select is(array(select table_name::text from information_schema.role_table_grants where table_schema = 'public' and grantee = 'authenticated' order by 1),
  array['alarms', 'area_designations', 'area_successors', 'areas', 'audit_events', 'channel_identities', 'consents', 'deliveries', 'delivery_items', 'difficulties', 'evidence',
    'instalments', 'need_items', 'needs', 'organisations', 'people', 'pledge_items', 'pledges', 'policy_proposals', 'programmes', 'role_grants', 'subscriptions'],
  'settings, invitations, counters, conversations, inbox, outbox and leases are out of reach');

select is_empty($$
  select r.rolname, c.relname from pg_class c, pg_roles r where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
    and r.rolname in ('anon', 'authenticated', 'nhip_cau_worker', 'nhip_cau_operator')
    and (has_sequence_privilege(r.rolname, c.oid, 'usage') or has_sequence_privilege(r.rolname, c.oid, 'update')) $$,
  'nobody moves a serial number');

create function pg_temp.callable(p_role text, p_schema text) returns setof text language sql as $$
  select proname::text from pg_proc where pronamespace = p_schema::regnamespace and has_function_privilege(p_role, oid, 'execute') order by 1
$$;

select is(array(select pg_temp.callable('anon', 'public')),
  array['gazetteer', 'need_list', 'need_show', 'need_similar', 'open_need', 'open_needs', 'open_pledge', 'open_stats', 'open_thanks'],
  'strangers call open data and look at needs');

select is(array(select pg_temp.callable('authenticated', 'public')),
  array['alarm_tell', 'assessment_answer', 'assessment_show', 'consent_give', 'consent_withdraw', 'coverage_log', 'delivery_amend', 'delivery_log',
    'delivery_reverse', 'delivery_show', 'difficulty_acknowledge', 'difficulty_answer', 'difficulty_assign', 'difficulty_close',
    'difficulty_escalate', 'difficulty_guess', 'difficulty_link', 'difficulty_list', 'difficulty_reopen', 'difficulty_report', 'difficulty_show',
    'difficulty_withdraw', 'digest_cancel', 'digest_preview', 'digest_send', 'digest_subscribe', 'digest_unsubscribe', 'evidence_add', 'gazetteer',
    'invitation_redeem', 'invitation_show', 'language_set', 'link_code_give', 'link_code_open', 'link_code_redeem', 'need_approve', 'need_create',
    'need_list', 'need_publish', 'need_return', 'need_show', 'need_similar', 'need_withdraw', 'open_need', 'open_needs', 'open_pledge', 'open_stats',
    'open_thanks', 'phone_give', 'phone_share', 'phone_withdraw', 'pledge_amend', 'pledge_cancel', 'pledge_claim', 'pledge_confirm', 'pledge_create',
    'pledge_decline', 'pledge_list', 'pledge_schedule', 'pledge_show', 'policy_propose', 'reminder_list', 'reminder_said', 'reminder_settings',
    'report_accept', 'report_addendum', 'report_compilation', 'report_compile', 'report_draft', 'report_list', 'report_order', 'report_progress', 'report_recipients',
    'report_return', 'report_save', 'report_sent', 'report_submit', 'status_query', 'turn_commit'],
  'people call what is meant for people');

select is(array(select pg_temp.callable('nhip_cau_worker', 'public')),
  array['address_unreachable', 'document_by_link', 'document_link', 'document_of', 'inbox_claim', 'inbox_put', 'lease_take', 'leases_abandon', 'outbox_claim', 'outbox_settle', 'queue_depths', 'receipt_put', 'tick', 'turn_fail',
    'zalo_tokens_begin', 'zalo_tokens_fail', 'zalo_tokens_put', 'zalo_tokens_read', 'zalo_tokens_unsent', 'zalo_tokens_warn'],
  'the worker moves messages, documents, the calendar and tokens, and nothing else');

select is(array(select pg_temp.callable('nhip_cau_operator', 'public')),
  array['account_part', 'invitation_create', 'is_empty', 'person_describe'], 'the operator invites, prepares, and parts who was linked by mistake');

select is(array(select pg_temp.callable('anon', 'private')),
  array['area_json', 'areas_below', 'day_of', 'need_by_code', 'need_json', 'need_progress', 'needs_json', 'refuse'], 'strangers reach the parts of what they call');

select is(array(select pg_temp.callable('authenticated', 'private')),
  array['area_json', 'areas_below', 'call', 'clock', 'day_of', 'delivery_json', 'difficulty_json', 'donor_label', 'has_consent', 'has_role', 'initials', 'is_officer_for',
    'item_accepted', 'need_by_code', 'need_json', 'need_progress', 'needs_json', 'officer_scopes', 'pledge_json', 'refuse', 'setting', 'turn_begin', 'turn_store',
    'unit_of_person'],
  'people reach the parts of what they call, none of which writes but the ends of a turn');

select is_empty($$ select pg_temp.callable('nhip_cau_worker', 'private') union all select pg_temp.callable('nhip_cau_operator', 'private') $$,
  'workers and operators reach no part');

select is_empty($$ select proname from pg_proc where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
  and obj_description(oid, 'pg_proc') is null $$, 'every function says what it is for');

select is_empty($$ select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and obj_description(oid, 'pg_class') is null $$,
  'every table says what it is for');

select is_empty($$ select proname from pg_proc where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
  and not coalesce(proconfig @> array['search_path=""'], false) $$, 'no function trusts a search path');

select is_empty($$ select rolname from pg_roles where rolname in ('nhip_cau_worker', 'nhip_cau_operator', 'authenticated', 'anon')
  and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) $$, 'no role of ours is above the rules');

select is_empty($$ select p1.table_name, p1.column_name from information_schema.columns p1
  where p1.table_schema = 'public' and p1.column_name like '%vnd%' and p1.data_type <> 'bigint' $$, 'money is whole VND');

select is_empty($$ select table_name, column_name, numeric_precision, numeric_scale from information_schema.columns
  where table_schema = 'public' and data_type in ('numeric', 'double precision', 'real') and (numeric_precision, numeric_scale) is distinct from (12, 2) $$,
  'quantities are numeric(12,2)');

select * from finish();
rollback;
