-- A report from draft to accepted (C6): filled from the ledger, handed in with a frozen snapshot, returned with a reason, added to afterwards.

create function private.report_words(p_report public.reports, p_call public.report_calls) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return jsonb_build_object('difficulties', p_report.difficulties, 'recommendations', p_report.recommendations, 'proposals', '[]'::jsonb);
end $$;
comment on function private.report_words is 'What a report says in words: difficulties and recommendations as its unit wrote them.';

create function private.report_content(p_report public.reports, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_call public.report_calls;
begin
  select * into v_call from public.report_calls where id = p_report.call_id;
  return jsonb_build_object('as_of', p_now, 'figures', private.report_figures(p_report.unit, p_report.area_id, p_report.sector, v_call.period_from, v_call.period_to))
    || private.report_words(p_report, v_call);
end $$;
comment on function private.report_content is 'What a report says if it is handed in now: {as_of, figures, difficulties, recommendations, proposals}. This is what a snapshot freezes.';

create function private.report_own(p_code text, p_now timestamptz) returns public.reports
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_report public.reports;
begin
  select * into v_report from public.reports where code = upper(p_code) for update;
  if v_report.id is null or not auth.uid() in (select private.report_officers(v_report, p_now)) then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_code)));
  end if;
  return v_report;
end $$;
comment on function private.report_own is 'The locked report that the caller hands in. Refuses not_found, also for a report of somebody else.';

create function private.report_shown(p_report public.reports, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.report_json(p_report, p_now) || jsonb_build_object('own', auth.uid() in (select private.report_officers(p_report, p_now)), 'frozen', p_report.status in ('submitted', 'accepted', 'compiled'),
    'content', case when p_report.status in ('submitted', 'accepted', 'compiled') then p_report.snapshot else private.report_content(p_report, p_now) end,
    'addenda', coalesce((select jsonb_agg(jsonb_build_object('text', a.text, 'at', a.created_at, 'figures', a.figures) order by a.id)
      from public.report_addenda a where a.report_id = p_report.id), '[]'))
$$;
comment on function private.report_shown is 'A report with what it says: the frozen snapshot once it was handed in, until then the ledger as it is now.';

create function public.report_draft(p_code text, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_report public.reports;
  v_shown jsonb;
begin
  select * into v_report from public.reports where code = upper(p_code);
  if v_report.id is null or not private.may_read_report(auth.uid(), v_report, p_now) then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_code)));
  end if;
  v_shown := private.report_shown(v_report, p_now);
  return v_shown || jsonb_build_object('empty', private.is_empty_figures(v_shown #> '{content,figures}'));
end $$;
comment on function public.report_draft is 'A report with its figures and the codes of the rows behind them, and empty when nothing happened. Refuses not_found.';

create function private.require_report_text(p_text text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if length(p_text) > 2000 then
    perform private.refuse('value_invalid');
  end if;
  return nullif(trim(p_text), '');
end $$;
comment on function private.require_report_text is 'Words of a report, trimmed; empty ones are none. Refuses value_invalid.';

create function public.report_save(p_code text, p_difficulties text default null, p_recommendations text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_report public.reports := private.report_own(p_code, p_now);
begin
  if v_report.status not in ('open', 'drafting', 'returned') then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_report.code, 'status', v_report.status));
  end if;
  update public.reports set status = case status when 'open' then 'drafting' else status end,
    difficulties = private.require_report_text(p_difficulties), recommendations = private.require_report_text(p_recommendations)
  where id = v_report.id returning * into v_report;
  perform private.audit('report.save', v_report.code, null, null, p_now);
  return private.report_json(v_report, p_now);
end $$;
comment on function public.report_save is 'Keeps the words of a report that is not handed in yet. Refuses not_found, wrong_state, value_invalid.';

create function public.report_submit(
  p_code text, p_difficulties text default null, p_recommendations text default null, p_nil boolean default false, p_now timestamptz default now()
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_report public.reports := private.report_own(p_code, p_now);
  v_before text := v_report.status;
  v_content jsonb;
begin
  if v_report.status not in ('open', 'drafting', 'returned') then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_report.code, 'status', v_report.status));
  end if;
  v_report.difficulties := private.require_report_text(p_difficulties);
  v_report.recommendations := private.require_report_text(p_recommendations);
  v_content := private.report_content(v_report, p_now);
  -- "Nothing happened" is said, never concluded from silence; and it is not said while something did.
  if private.is_empty_figures(v_content -> 'figures') <> coalesce(p_nil, false) then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_report.code, 'status', v_report.status));
  end if;
  update public.reports set status = 'submitted', difficulties = v_report.difficulties, recommendations = v_report.recommendations, nil = coalesce(p_nil, false), return_reason = null,
    snapshot = v_content, submitted_at = p_now, first_submitted_at = coalesce(first_submitted_at, p_now), submitted_by = auth.uid()
  where id = v_report.id returning * into v_report;
  perform private.report_settle(v_report.code, p_now);
  perform private.audit('report.submit', v_report.code, jsonb_build_object('status', v_before), jsonb_build_object('status', 'submitted', 'nil', v_report.nil), p_now);
  perform private.notify_role('province_officer', null, 'notice.report_submitted', jsonb_build_object('report', private.report_json(v_report, p_now)),
    'report:' || v_report.code || ':' || extract(epoch from p_now), p_now,
    jsonb_build_array(jsonb_build_object('label', 'accept_report', 'say', 'report.accept ' || v_report.code), jsonb_build_object('label', 'return_report', 'say', 'report.return ' || v_report.code)));
  return private.report_json(v_report, p_now);
end $$;
comment on function public.report_submit is
  'The unit hands its report in: the figures of this moment are frozen with its words. p_nil says that nothing happened and has to agree with the ledger. After the exclusive end it is taken, and marked late. Refuses not_found, wrong_state, value_invalid.';

create function private.report_for_decision(p_code text, p_now timestamptz) returns public.reports
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_report public.reports;
begin
  if not private.has_role(auth.uid(), 'province_officer', p_now) then
    perform private.refuse('not_allowed');
  end if;
  select * into v_report from public.reports where code = upper(p_code) for update;
  if v_report.id is null then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_code)));
  elsif v_report.submitted_by = auth.uid() then
    perform private.refuse('self_approval', jsonb_build_object('code', v_report.code));
  end if;
  return v_report;
end $$;
comment on function private.report_for_decision is 'The locked report that a province officer decides on. Refuses not_allowed, not_found, self_approval.';

create function private.report_decide(p_report public.reports, p_status text, p_reason text, p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_report public.reports;
  v_officer uuid;
begin
  update public.reports set status = p_status, return_reason = p_reason where id = p_report.id returning * into v_report;
  perform private.audit('report.' || p_status, v_report.code, jsonb_build_object('status', p_report.status), jsonb_build_object('status', p_status), p_now, p_reason);
  for v_officer in select private.report_officers(v_report, p_now) loop
    perform private.notify(v_officer, case p_status when 'returned' then 'notice.report_returned' else 'notice.report_accepted' end, jsonb_build_object('report', private.report_json(v_report, p_now), 'reason', p_reason),
      'report:' || v_report.code || ':' || p_status || ':' || extract(epoch from p_now), p_now);
  end loop;
  return private.report_json(v_report, p_now);
end $$;
comment on function private.report_decide is 'Moves a report to a state after its guard was checked: audit row and word to its unit included.';

create function public.report_return(p_code text, p_reason text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_report public.reports := private.report_for_decision(p_code, p_now);
  v_shown jsonb;
begin
  if coalesce(trim(p_reason), '') = '' then
    perform private.refuse('reason_missing');
  end if;
  if v_report.status not in ('submitted', 'accepted') then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_report.code, 'status', v_report.status));
  end if;
  v_shown := private.report_decide(v_report, 'returned', left(trim(p_reason), 500), p_now);
  perform private.report_deadlines(v_report, p_now);
  return v_shown;
end $$;
comment on function public.report_return is 'Province: sends a report back with a reason; its end is in the calendar again. What was frozen stays until it is handed in anew. Refuses not_allowed, not_found, self_approval, reason_missing, wrong_state.';

create function public.report_accept(p_code text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_report public.reports := private.report_for_decision(p_code, p_now);
begin
  if v_report.status <> 'submitted' then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_report.code, 'status', v_report.status));
  end if;
  return private.report_decide(v_report, 'accepted', null, p_now);
end $$;
comment on function public.report_accept is 'Province: takes a report as it is. Refuses not_allowed, not_found, self_approval, wrong_state.';

create function public.report_addendum(p_code text, p_text text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_report public.reports := private.report_own(p_code, p_now);
begin
  if v_report.status not in ('submitted', 'accepted', 'compiled') then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_report.code, 'status', v_report.status));
  end if;
  if private.require_report_text(p_text) is null then
    perform private.refuse('reason_missing');
  end if;
  insert into public.report_addenda (report_id, text, figures, created_by, created_at)
  values (v_report.id, private.require_report_text(p_text), private.report_content(v_report, p_now) -> 'figures', auth.uid(), p_now);
  perform private.audit('report.addendum', v_report.code, null, null, p_now);
  perform private.notify_role('province_officer', null, 'notice.report_addendum', jsonb_build_object('report', private.report_json(v_report, p_now), 'text', p_text),
    'report:' || v_report.code || ':addendum:' || extract(epoch from p_now), p_now);
  return private.report_json(v_report, p_now);
end $$;
comment on function public.report_addendum is
  'The unit adds to a report that it has handed in: why, with the figures of this moment, which count in the next compilation. The report itself is not touched. Refuses not_found, wrong_state, reason_missing, value_invalid.';

create function public.report_order(p_text text, p_due date, p_area text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_call public.report_calls;
  v_report public.reports;
  v_officer uuid;
begin
  if not private.has_role(auth.uid(), 'province_officer', p_now) then
    perform private.refuse('not_allowed');
  end if;
  if length(coalesce(trim(p_text), '')) not between 1 and 200 or p_due is null then
    perform private.refuse('value_invalid');
  end if;
  perform private.require_due(p_due, p_now);
  if p_area is not null then
    perform private.require_area(p_area, p_now);
  end if;
  insert into public.report_calls (kind, period_from, period_to, title, opens_at, due_before, ordered_by, created_at, looked_at)
  values ('adhoc', make_date(extract(year from private.day_of(p_now))::int, 1, 1), make_date(extract(year from private.day_of(p_now))::int, 12, 31), trim(p_text), p_now, private.due_before(p_due), auth.uid(), p_now, p_now)
  returning * into v_call;
  if p_area is null then
    perform private.report_oblige(v_call, p_now);
  else
    insert into public.reports (code, call_id, unit, area_id, created_at)
    values (private.next_code('BC', p_now), v_call.id, 'commune', coalesce(private.commune_of(p_area), p_area), p_now) returning * into v_report;
    perform private.report_deadlines(v_report, p_now), private.audit('report.oblige', v_report.code, null, jsonb_build_object('kind', 'adhoc'), p_now);
  end if;
  for v_report in select * from public.reports where call_id = v_call.id order by id loop
    for v_officer in select private.report_officers(v_report, p_now) loop
      perform private.notify(v_officer, 'notice.report_ordered', jsonb_build_object('report', private.report_json(v_report, p_now)), 'report:' || v_report.code || ':ordered', p_now,
        jsonb_build_array(jsonb_build_object('label', 'draft_report', 'say', 'report.draft ' || v_report.code)));
    end loop;
  end loop;
  perform private.audit('report.order', 'report_call:' || v_call.id, null, jsonb_build_object('due', p_due, 'area', p_area), p_now);
  return jsonb_build_object('title', v_call.title, 'last_day', p_due, 'total', (select count(*) from public.reports where call_id = v_call.id));
end $$;
comment on function public.report_order is
  'Province: orders a report out of turn, of all units or of one commune, with its own last day. Its figures are those of the year so far. Refuses not_allowed, value_invalid, date_past, area_unknown, area_retired.';

grant execute on function public.report_draft, public.report_save, public.report_submit, public.report_return, public.report_accept, public.report_addendum, public.report_order to authenticated;
