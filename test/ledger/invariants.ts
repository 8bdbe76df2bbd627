/** What is true of the ledger whatever happened (C10), recomputed from the rows and compared with what functions show. */
import type { Scene } from "./scene.ts";

/** Each answers one row per violation, and no row while all is well. */
const rules: Readonly<Record<string, string>> = {
  "promised, accepted and covered together never exceed a need": `
    select n.code, ni.id from public.need_items ni join public.needs n on n.id = ni.need_id
    where ni.quantity < (select coalesce(sum(di.accepted), 0) from public.delivery_items di where di.need_item_id = ni.id)
      + (select coalesce(sum(greatest(pi.quantity - (select coalesce(sum(di.accepted), 0) from public.delivery_items di where di.pledge_item_id = pi.id), 0)), 0)
         from public.pledge_items pi join public.pledges p on p.id = pi.pledge_id
         where pi.need_item_id = ni.id and p.status in ('proposed', 'awaiting_approval', 'offered', 'confirmed', 'scheduled', 'partially_delivered'))`,
  "received is accepted plus rejected": "select id from public.delivery_items where received <> accepted + rejected",
  "no delivery counts less than nothing": `
    select delivery_id from public.delivery_items group by delivery_id, item, unit, coalesce(need_item_id, 0), coalesce(pledge_item_id, 0)
    having sum(accepted) < 0 or sum(rejected) < 0`,
  "no more is accepted for a promise than was promised": `
    select pi.id from public.pledge_items pi
    where (select coalesce(sum(di.accepted), 0) from public.delivery_items di where di.pledge_item_id = pi.id) > pi.quantity`,
  "what is shown of a need is the sum of its lines": `
    select n.code, shown from public.needs n cross join lateral jsonb_array_elements(private.need_json(n.id) -> 'items') with ordinality as s (shown, place)
    join (select ni.*, row_number() over (partition by ni.need_id order by ni.id) as place from public.need_items ni) ni on ni.need_id = n.id and ni.place = s.place
    where (shown ->> 'needed')::numeric <> ni.quantity or (shown ->> 'remaining')::numeric < 0
      or (shown ->> 'remaining')::numeric <> (shown ->> 'needed')::numeric - (shown ->> 'reserved')::numeric - (shown ->> 'accepted')::numeric - (shown ->> 'covered')::numeric
      or (shown ->> 'accepted')::numeric + (shown ->> 'covered')::numeric <> (select coalesce(sum(di.accepted), 0) from public.delivery_items di where di.need_item_id = ni.id)`,
  "a promise is in the state that its deliveries say": `
    select p.code, p.status, sums.accepted, sums.quantity from public.pledges p cross join lateral (
      select bool_and(a.accepted >= pi.quantity) as all_in, bool_or(a.accepted > 0) as some_in, sum(a.accepted) as accepted, sum(pi.quantity) as quantity
      from public.pledge_items pi cross join lateral (select coalesce(sum(di.accepted), 0) as accepted from public.delivery_items di where di.pledge_item_id = pi.id) a
      where pi.pledge_id = p.id) sums
    where p.kind = 'in_kind' and case p.status when 'fulfilled' then not all_in when 'partially_delivered' then all_in or not some_in
      when 'cancelled' then false when 'lapsed' then all_in else some_in end`,
  "a need is in the state that its deliveries say": `
    select n.code, n.status from public.needs n
    where n.status in ('published', 'paused', 'expired', 'fulfilled') and (n.status = 'fulfilled') <> (
      select bool_and(ni.quantity <= (select coalesce(sum(di.accepted), 0) from public.delivery_items di where di.need_item_id = ni.id)) from public.need_items ni where ni.need_id = n.id)`,
  "a delivery is in the state that its lines say": `
    select d.code, d.status from public.deliveries d
    join (select delivery_id, sum(accepted) as accepted, sum(rejected) as rejected from public.delivery_items group by delivery_id) s on s.delivery_id = d.id
    where d.status <> case when s.accepted = 0 and s.rejected = 0 then 'reversed' when s.accepted = 0 then 'rejected' when s.rejected > 0 then 'accepted_with_notes' else 'accepted' end`,
  "nobody decided on their own need": "select code from public.needs where decided_by = created_by",
  "nobody received their own promise": `
    select d.code from public.deliveries d join public.pledges p on p.id = d.pledge_id where p.donor_id = d.created_by`,
  "instalments add up": `
    select p.code from public.pledges p join public.instalments i on i.pledge_id = p.id group by p.id having sum(i.amount_vnd) <> p.amount_vnd`,
  "an offer has an end, and nothing else has":
    "select code from public.pledges where (status = 'offered') <> (offered_until is not null)",
  "every change has a place in the audit": `
    select p.code from public.pledges p where not exists (select from public.audit_events a where a.subject = p.code and a.action = 'pledge.create')`,
  "the audit names nobody": `
    select a.id from public.audit_events a join public.people p on position(p.display_name in concat(a.before::text, a.after::text)) > 0`,
  "codes are without gaps": `
    select prefix from public.code_counters c where c.prefix = 'CK' and c.last <> (select count(*) from public.pledges p where p.code like 'CK' || to_char(c.year % 100, 'FM00') || '-%')`,
  "the public sums are the sums of the needs": `
    select s.item from (select i ->> 'item' as item, (i ->> 'accepted')::numeric as accepted, (i ->> 'remaining')::numeric as remaining from jsonb_array_elements(public.open_stats() -> 'items') i) s
    join (select j ->> 'item' as item, sum((j ->> 'accepted')::numeric) as accepted, sum((j ->> 'remaining')::numeric) as remaining
      from jsonb_array_elements(public.open_needs()) n cross join jsonb_array_elements(n -> 'items') j group by 1) t on t.item = s.item
    where (s.accepted, s.remaining) is distinct from (t.accepted, t.remaining)`,
};

const together = Object.entries(rules)
  .map(([rule, sql], index) => `select '${rule}' as rule, r${index}::text as violation from (${sql}) r${index}`)
  .join("\nunion all\n");

export async function violations(scene: Scene): Promise<string[]> {
  const rows = await scene.rows<{ rule: string; violation: string }>(together);
  return rows.map(({ rule, violation }) => `${rule}: ${violation}`);
}

export const ruleCount = Object.keys(rules).length;
