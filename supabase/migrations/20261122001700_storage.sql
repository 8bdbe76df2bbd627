-- Where photos and documents of deliveries are kept on a hosted Supabase. The embedded database has its own folder and no schema "storage".

do $$
begin
  if to_regclass('storage.buckets') is null then
    return;
  end if;
  insert into storage.buckets (id, name, public) values ('files', 'files', false) on conflict (id) do nothing;
  -- A person adds and reads back only below their own id; officers get pictures through the product, nobody by a public link.
  execute $policy$
    create policy own_evidence_in on storage.objects for insert to authenticated
      with check (bucket_id = 'files' and name like 'evidence/' || (select auth.uid()) || '/%')
  $policy$;
  execute $policy$
    create policy own_evidence_out on storage.objects for select to authenticated
      using (bucket_id = 'files' and name like 'evidence/' || (select auth.uid()) || '/%')
  $policy$;
end $$;
