-- A compilation is found again by its code, with its files, as a unit's report is.

create function public.report_compilation(p_code text, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_compilation public.compilations;
begin
  if private.has_role(auth.uid(), 'province_officer', p_now) then
    select * into v_compilation from public.compilations where code = upper(p_code);
  end if;
  return case when v_compilation.id is not null then private.compilation_json(v_compilation, p_now) end;
end $$;
comment on function public.report_compilation is
  'Province: a compilation by its code, as report_compile answered it; null for anybody else and for every other code, so that nothing tells which codes there are (C9).';
grant execute on function public.report_compilation to authenticated;
