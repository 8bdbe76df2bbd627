// Written by `npm run types:database` from supabase/migrations. Not edited by hand.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
      alarms: {
        Row: { area_id: string | null; at: string; id: number; kind: string };
        ComputedFields: never;
        Insert: { area_id?: string | null; at: string; id?: never; kind: string };
        Update: { area_id?: string | null; at?: string; id?: never; kind?: string };
        Relationships: [{ foreignKeyName: "alarms_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }];
      };
      area_designations: {
        Row: { area_id: string; category: string; source: string; valid_from: string; valid_to: string | null; verified: boolean };
        ComputedFields: never;
        Insert: { area_id: string; category: string; source: string; valid_from: string; valid_to?: string | null; verified?: boolean };
        Update: { area_id?: string; category?: string; source?: string; valid_from?: string; valid_to?: string | null; verified?: boolean };
        Relationships: [{ foreignKeyName: "area_designations_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }];
      };
      area_successors: {
        Row: { area_id: string; successor_id: string };
        ComputedFields: never;
        Insert: { area_id: string; successor_id: string };
        Update: { area_id?: string; successor_id?: string };
        Relationships: [{ foreignKeyName: "area_successors_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }, { foreignKeyName: "area_successors_successor_id_fkey"; columns: ["successor_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }];
      };
      areas: {
        Row: { code: string; id: string; kind: string; level: string; name: string; parent_id: string | null; valid_from: string | null; valid_to: string | null };
        ComputedFields: never;
        Insert: { code: string; id: string; kind: string; level: string; name: string; parent_id?: string | null; valid_from?: string | null; valid_to?: string | null };
        Update: { code?: string; id?: string; kind?: string; level?: string; name?: string; parent_id?: string | null; valid_from?: string | null; valid_to?: string | null };
        Relationships: [{ foreignKeyName: "areas_parent_id_fkey"; columns: ["parent_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }];
      };
      assessment_answers: {
        Row: { answered_at: string; answered_by: string; area_id: string; bands: NonNullable<Json>; beneficiaries: number; sector: string; year: number };
        ComputedFields: never;
        Insert: { answered_at: string; answered_by: string; area_id: string; bands?: NonNullable<Json>; beneficiaries: number; sector: string; year: number };
        Update: { answered_at?: string; answered_by?: string; area_id?: string; bands?: NonNullable<Json>; beneficiaries?: number; sector?: string; year?: number };
        Relationships: [{ foreignKeyName: "assessment_answers_answered_by_fkey"; columns: ["answered_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }, { foreignKeyName: "assessment_answers_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }, { foreignKeyName: "assessment_answers_year_fkey"; columns: ["year"]; isOneToOne: false; referencedRelation: "assessment_rounds"; referencedColumns: ["year"] }];
      };
      assessment_rounds: {
        Row: { due_before: string; opened_at: string; opened_by: string | null; year: number };
        ComputedFields: never;
        Insert: { due_before: string; opened_at: string; opened_by?: string | null; year: number };
        Update: { due_before?: string; opened_at?: string; opened_by?: string | null; year?: number };
        Relationships: [{ foreignKeyName: "assessment_rounds_opened_by_fkey"; columns: ["opened_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      assessment_schedule: {
        Row: { closes_before: string; opens_before: string; sole: boolean };
        ComputedFields: never;
        Insert: { closes_before: string; opens_before: string; sole?: boolean };
        Update: { closes_before?: string; opens_before?: string; sole?: boolean };
        Relationships: [];
      };
      audit_events: {
        Row: { action: string; actor: string | null; after: Json | null; at: string; before: Json | null; channel: string; id: number; reason: string | null; subject: string; turn: number | null };
        ComputedFields: never;
        Insert: { action: string; actor?: string | null; after?: Json | null; at: string; before?: Json | null; channel: string; id?: never; reason?: string | null; subject: string; turn?: number | null };
        Update: { action?: string; actor?: string | null; after?: Json | null; at?: string; before?: Json | null; channel?: string; id?: never; reason?: string | null; subject?: string; turn?: number | null };
        Relationships: [{ foreignKeyName: "audit_events_actor_fkey"; columns: ["actor"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      channel_identities: {
        Row: { address: string; by_hand_until: string | null; channel: string; closed_at: string | null; free_left: number | null; id: string; last_inbound_at: string | null; last_seen_at: string; person_id: string; reachable: boolean };
        ComputedFields: never;
        Insert: { address: string; by_hand_until?: string | null; channel: string; closed_at?: string | null; free_left?: number | null; id?: string; last_inbound_at?: string | null; last_seen_at: string; person_id: string; reachable?: boolean };
        Update: { address?: string; by_hand_until?: string | null; channel?: string; closed_at?: string | null; free_left?: number | null; id?: string; last_inbound_at?: string | null; last_seen_at?: string; person_id?: string; reachable?: boolean };
        Relationships: [{ foreignKeyName: "channel_identities_person_id_fkey"; columns: ["person_id"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      code_counters: {
        Row: { last: number; prefix: string; year: number };
        ComputedFields: never;
        Insert: { last: number; prefix: string; year: number };
        Update: { last?: number; prefix?: string; year?: number };
        Relationships: [];
      };
      compilation_recipients: {
        Row: { acknowledged_on: string | null; compilation_id: number; name: string; position: number; sent_on: string | null };
        ComputedFields: never;
        Insert: { acknowledged_on?: string | null; compilation_id: number; name: string; position: number; sent_on?: string | null };
        Update: { acknowledged_on?: string | null; compilation_id?: number; name?: string; position?: number; sent_on?: string | null };
        Relationships: [{ foreignKeyName: "compilation_recipients_compilation_id_fkey"; columns: ["compilation_id"]; isOneToOne: false; referencedRelation: "compilations"; referencedColumns: ["id"] }];
      };
      compilations: {
        Row: { call_id: number; code: string; compiled_at: string; compiled_by: string; id: number; snapshot: NonNullable<Json>; version: number };
        ComputedFields: never;
        Insert: { call_id: number; code: string; compiled_at: string; compiled_by: string; id?: never; snapshot: NonNullable<Json>; version: number };
        Update: { call_id?: number; code?: string; compiled_at?: string; compiled_by?: string; id?: never; snapshot?: NonNullable<Json>; version?: number };
        Relationships: [{ foreignKeyName: "compilations_call_id_fkey"; columns: ["call_id"]; isOneToOne: false; referencedRelation: "report_calls"; referencedColumns: ["id"] }, { foreignKeyName: "compilations_compiled_by_fkey"; columns: ["compiled_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      consents: {
        Row: { given_at: string; id: number; person_id: string; purpose: string; text_version: string; withdrawn_at: string | null };
        ComputedFields: never;
        Insert: { given_at: string; id?: never; person_id: string; purpose: string; text_version: string; withdrawn_at?: string | null };
        Update: { given_at?: string; id?: never; person_id?: string; purpose?: string; text_version?: string; withdrawn_at?: string | null };
        Relationships: [{ foreignKeyName: "consents_person_id_fkey"; columns: ["person_id"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      conversations: {
        Row: { id: string; identity_id: string; lease: string | null; lease_until: string | null; state: NonNullable<Json> };
        ComputedFields: never;
        Insert: { id?: string; identity_id: string; lease?: string | null; lease_until?: string | null; state?: NonNullable<Json> };
        Update: { id?: string; identity_id?: string; lease?: string | null; lease_until?: string | null; state?: NonNullable<Json> };
        Relationships: [{ foreignKeyName: "conversations_identity_id_fkey"; columns: ["identity_id"]; isOneToOne: true; referencedRelation: "channel_identities"; referencedColumns: ["id"] }];
      };
      deadline_kinds: {
        Row: { escalate_days: (number)[]; escalate_to: string; handed_options: NonNullable<Json>; kind: string; meaning: string; message: string; options: NonNullable<Json>; remind_days: (number)[]; silence_hours: number; stop_after: number | null; urgency: number };
        ComputedFields: never;
        Insert: { escalate_days?: (number)[]; escalate_to?: string; handed_options?: NonNullable<Json>; kind: string; meaning: string; message: string; options?: NonNullable<Json>; remind_days: (number)[]; silence_hours?: number; stop_after?: number | null; urgency: number };
        Update: { escalate_days?: (number)[]; escalate_to?: string; handed_options?: NonNullable<Json>; kind?: string; meaning?: string; message?: string; options?: NonNullable<Json>; remind_days?: (number)[]; silence_hours?: number; stop_after?: number | null; urgency?: number };
        Relationships: [];
      };
      deadlines: {
        Row: { about: NonNullable<Json>; area_id: string | null; due_before: string; escalate_at: (string)[] | null; handed_at: string | null; id: number; kind: string; next_at: string | null; person_id: string | null; remind_at: (string)[] | null; said_until: string; sector: string | null; set_at: string; settled_at: string | null; snoozed_to: string | null; subject: string };
        ComputedFields: never;
        Insert: { about?: NonNullable<Json>; area_id?: string | null; due_before: string; escalate_at?: (string)[] | null; handed_at?: string | null; id?: never; kind: string; next_at?: string | null; person_id?: string | null; remind_at?: (string)[] | null; said_until?: string; sector?: string | null; set_at: string; settled_at?: string | null; snoozed_to?: string | null; subject: string };
        Update: { about?: NonNullable<Json>; area_id?: string | null; due_before?: string; escalate_at?: (string)[] | null; handed_at?: string | null; id?: never; kind?: string; next_at?: string | null; person_id?: string | null; remind_at?: (string)[] | null; said_until?: string; sector?: string | null; set_at?: string; settled_at?: string | null; snoozed_to?: string | null; subject?: string };
        Relationships: [{ foreignKeyName: "deadlines_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }, { foreignKeyName: "deadlines_kind_fkey"; columns: ["kind"]; isOneToOne: false; referencedRelation: "deadline_kinds"; referencedColumns: ["kind"] }, { foreignKeyName: "deadlines_person_id_fkey"; columns: ["person_id"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      deliveries: {
        Row: { area_id: string; child_turns: number | null; code: string; created_at: string; created_by: string; id: number; need_id: number | null; note: string | null; pledge_id: number | null; received_on: string; source: string; source_name: string | null; status: string };
        ComputedFields: never;
        Insert: { area_id: string; child_turns?: number | null; code: string; created_at: string; created_by: string; id?: never; need_id?: number | null; note?: string | null; pledge_id?: number | null; received_on: string; source: string; source_name?: string | null; status: string };
        Update: { area_id?: string; child_turns?: number | null; code?: string; created_at?: string; created_by?: string; id?: never; need_id?: number | null; note?: string | null; pledge_id?: number | null; received_on?: string; source?: string; source_name?: string | null; status?: string };
        Relationships: [{ foreignKeyName: "deliveries_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }, { foreignKeyName: "deliveries_created_by_fkey"; columns: ["created_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }, { foreignKeyName: "deliveries_need_id_fkey"; columns: ["need_id"]; isOneToOne: false; referencedRelation: "needs"; referencedColumns: ["id"] }, { foreignKeyName: "deliveries_pledge_id_fkey"; columns: ["pledge_id"]; isOneToOne: false; referencedRelation: "pledges"; referencedColumns: ["id"] }];
      };
      delivery_items: {
        Row: { accepted: number; age_band: string | null; created_at: string; delivery_id: number; id: number; item: string; need_item_id: number | null; pledge_item_id: number | null; received: number; reject_reason: string | null; rejected: number; reverses: number | null; unit: string };
        ComputedFields: never;
        Insert: { accepted: number; age_band?: string | null; created_at: string; delivery_id: number; id?: never; item: string; need_item_id?: number | null; pledge_item_id?: number | null; received: number; reject_reason?: string | null; rejected: number; reverses?: number | null; unit: string };
        Update: { accepted?: number; age_band?: string | null; created_at?: string; delivery_id?: number; id?: never; item?: string; need_item_id?: number | null; pledge_item_id?: number | null; received?: number; reject_reason?: string | null; rejected?: number; reverses?: number | null; unit?: string };
        Relationships: [{ foreignKeyName: "delivery_items_delivery_id_fkey"; columns: ["delivery_id"]; isOneToOne: false; referencedRelation: "deliveries"; referencedColumns: ["id"] }, { foreignKeyName: "delivery_items_need_item_id_fkey"; columns: ["need_item_id"]; isOneToOne: false; referencedRelation: "need_items"; referencedColumns: ["id"] }, { foreignKeyName: "delivery_items_pledge_item_id_fkey"; columns: ["pledge_item_id"]; isOneToOne: false; referencedRelation: "pledge_items"; referencedColumns: ["id"] }, { foreignKeyName: "delivery_items_reverses_fkey"; columns: ["reverses"]; isOneToOne: true; referencedRelation: "delivery_items"; referencedColumns: ["id"] }];
      };
      difficulties: {
        Row: { acknowledge_before: string | null; answer: string | null; area_id: string | null; assigned_to: string | null; code: string; created_at: string; created_by: string; delivery_id: number | null; id: number; level: string; need_id: number | null; pledge_id: number | null; resolve_before: string | null; sector: string | null; settled_at: string | null; status: string; text: string; urgent: boolean };
        ComputedFields: never;
        Insert: { acknowledge_before?: string | null; answer?: string | null; area_id?: string | null; assigned_to?: string | null; code: string; created_at: string; created_by: string; delivery_id?: number | null; id?: never; level: string; need_id?: number | null; pledge_id?: number | null; resolve_before?: string | null; sector?: string | null; settled_at?: string | null; status: string; text: string; urgent: boolean };
        Update: { acknowledge_before?: string | null; answer?: string | null; area_id?: string | null; assigned_to?: string | null; code?: string; created_at?: string; created_by?: string; delivery_id?: number | null; id?: never; level?: string; need_id?: number | null; pledge_id?: number | null; resolve_before?: string | null; sector?: string | null; settled_at?: string | null; status?: string; text?: string; urgent?: boolean };
        Relationships: [{ foreignKeyName: "difficulties_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }, { foreignKeyName: "difficulties_assigned_to_fkey"; columns: ["assigned_to"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }, { foreignKeyName: "difficulties_created_by_fkey"; columns: ["created_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }, { foreignKeyName: "difficulties_delivery_id_fkey"; columns: ["delivery_id"]; isOneToOne: false; referencedRelation: "deliveries"; referencedColumns: ["id"] }, { foreignKeyName: "difficulties_level_fkey"; columns: ["level"]; isOneToOne: false; referencedRelation: "difficulty_levels"; referencedColumns: ["level"] }, { foreignKeyName: "difficulties_need_id_fkey"; columns: ["need_id"]; isOneToOne: false; referencedRelation: "needs"; referencedColumns: ["id"] }, { foreignKeyName: "difficulties_pledge_id_fkey"; columns: ["pledge_id"]; isOneToOne: false; referencedRelation: "pledges"; referencedColumns: ["id"] }];
      };
      difficulty_levels: {
        Row: { handled_by: (string)[]; level: string; position: number };
        ComputedFields: never;
        Insert: { handled_by: (string)[]; level: string; position: number };
        Update: { handled_by?: (string)[]; level?: string; position?: number };
        Relationships: [];
      };
      digest_told: {
        Row: { at: string; digest_id: number | null; id: number; need_id: number; person_id: string; what: string };
        ComputedFields: never;
        Insert: { at: string; digest_id?: number | null; id?: never; need_id: number; person_id: string; what: string };
        Update: { at?: string; digest_id?: number | null; id?: never; need_id?: number; person_id?: string; what?: string };
        Relationships: [{ foreignKeyName: "digest_told_digest_id_fkey"; columns: ["digest_id"]; isOneToOne: false; referencedRelation: "digests"; referencedColumns: ["id"] }, { foreignKeyName: "digest_told_need_id_fkey"; columns: ["need_id"]; isOneToOne: false; referencedRelation: "needs"; referencedColumns: ["id"] }, { foreignKeyName: "digest_told_person_id_fkey"; columns: ["person_id"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      digests: {
        Row: { created_at: string; created_by: string; id: number; recipients: number; send_at: string; sent_at: string | null; title: Json | null; upto: number };
        ComputedFields: never;
        Insert: { created_at: string; created_by: string; id?: never; recipients?: number; send_at: string; sent_at?: string | null; title?: Json | null; upto?: number };
        Update: { created_at?: string; created_by?: string; id?: never; recipients?: number; send_at?: string; sent_at?: string | null; title?: Json | null; upto?: number };
        Relationships: [{ foreignKeyName: "digests_created_by_fkey"; columns: ["created_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      document_links: {
        Row: { expires_at: string; format: string; language: string; outbox_id: number; token_hash: string };
        ComputedFields: never;
        Insert: { expires_at: string; format: string; language: string; outbox_id: number; token_hash: string };
        Update: { expires_at?: string; format?: string; language?: string; outbox_id?: number; token_hash?: string };
        Relationships: [{ foreignKeyName: "document_links_outbox_id_fkey"; columns: ["outbox_id"]; isOneToOne: false; referencedRelation: "outbox"; referencedColumns: ["id"] }];
      };
      evidence: {
        Row: { created_at: string; created_by: string; delivery_id: number; file_key: string; id: number; mime: string; sha256: string };
        ComputedFields: never;
        Insert: { created_at: string; created_by: string; delivery_id: number; file_key: string; id?: never; mime: string; sha256: string };
        Update: { created_at?: string; created_by?: string; delivery_id?: number; file_key?: string; id?: never; mime?: string; sha256?: string };
        Relationships: [{ foreignKeyName: "evidence_created_by_fkey"; columns: ["created_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }, { foreignKeyName: "evidence_delivery_id_fkey"; columns: ["delivery_id"]; isOneToOne: false; referencedRelation: "deliveries"; referencedColumns: ["id"] }];
      };
      holidays: {
        Row: { first_day: string; id: number; last_day: string; name_en: string; name_vi: string; rest: boolean; source: string; verified: boolean };
        ComputedFields: never;
        Insert: { first_day: string; id?: never; last_day: string; name_en: string; name_vi: string; rest: boolean; source: string; verified?: boolean };
        Update: { first_day?: string; id?: never; last_day?: string; name_en?: string; name_vi?: string; rest?: boolean; source?: string; verified?: boolean };
        Relationships: [];
      };
      inbox: {
        Row: { attempts: number; by_hand: boolean; channel: string; conversation_id: string; done_at: string | null; event: NonNullable<Json>; external_id: string; id: number; last_error: string | null; not_before: string; received_at: string; status: string };
        ComputedFields: never;
        Insert: { attempts?: number; by_hand?: boolean; channel: string; conversation_id: string; done_at?: string | null; event: NonNullable<Json>; external_id: string; id?: never; last_error?: string | null; not_before: string; received_at: string; status?: string };
        Update: { attempts?: number; by_hand?: boolean; channel?: string; conversation_id?: string; done_at?: string | null; event?: NonNullable<Json>; external_id?: string; id?: never; last_error?: string | null; not_before?: string; received_at?: string; status?: string };
        Relationships: [{ foreignKeyName: "inbox_conversation_id_fkey"; columns: ["conversation_id"]; isOneToOne: false; referencedRelation: "conversations"; referencedColumns: ["id"] }];
      };
      instalments: {
        Row: { amount_vnd: number | null; due_on: string | null; id: number; pledge_id: number; quantity: number | null; seq: number };
        ComputedFields: never;
        Insert: { amount_vnd?: number | null; due_on?: string | null; id?: never; pledge_id: number; quantity?: number | null; seq: number };
        Update: { amount_vnd?: number | null; due_on?: string | null; id?: never; pledge_id?: number; quantity?: number | null; seq?: number };
        Relationships: [{ foreignKeyName: "instalments_pledge_id_fkey"; columns: ["pledge_id"]; isOneToOne: false; referencedRelation: "pledges"; referencedColumns: ["id"] }];
      };
      invitations: {
        Row: { area_id: string | null; code_hash: string; created_at: string; created_by: string | null; expires_at: string; id: number; redeemed_at: string | null; redeemed_by: string | null; role: string; sector: string | null };
        ComputedFields: never;
        Insert: { area_id?: string | null; code_hash: string; created_at: string; created_by?: string | null; expires_at: string; id?: never; redeemed_at?: string | null; redeemed_by?: string | null; role: string; sector?: string | null };
        Update: { area_id?: string | null; code_hash?: string; created_at?: string; created_by?: string | null; expires_at?: string; id?: never; redeemed_at?: string | null; redeemed_by?: string | null; role?: string; sector?: string | null };
        Relationships: [{ foreignKeyName: "invitations_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }, { foreignKeyName: "invitations_created_by_fkey"; columns: ["created_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }, { foreignKeyName: "invitations_redeemed_by_fkey"; columns: ["redeemed_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      leases: {
        Row: { holder: string; name: string; until: string };
        ComputedFields: never;
        Insert: { holder: string; name: string; until: string };
        Update: { holder?: string; name?: string; until?: string };
        Relationships: [];
      };
      letter_recipients: {
        Row: { aliases: (string)[]; name: string; position: number; verified: boolean };
        ComputedFields: never;
        Insert: { aliases?: (string)[]; name: string; position: number; verified?: boolean };
        Update: { aliases?: (string)[]; name?: string; position?: number; verified?: boolean };
        Relationships: [];
      };
      letterheads: {
        Row: { area_id: string | null; authority: string | null; body: string | null; filed: string | null; id: number; parent_body: string | null; place: string | null; recipients: (string)[]; sector: string | null; signer: string | null; signer_title: string | null; symbol: string | null; unit: string };
        ComputedFields: never;
        Insert: { area_id?: string | null; authority?: string | null; body?: string | null; filed?: string | null; id?: never; parent_body?: string | null; place?: string | null; recipients?: (string)[]; sector?: string | null; signer?: string | null; signer_title?: string | null; symbol?: string | null; unit: string };
        Update: { area_id?: string | null; authority?: string | null; body?: string | null; filed?: string | null; id?: never; parent_body?: string | null; place?: string | null; recipients?: (string)[]; sector?: string | null; signer?: string | null; signer_title?: string | null; symbol?: string | null; unit?: string };
        Relationships: [{ foreignKeyName: "letterheads_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }];
      };
      link_codes: {
        Row: { code_hash: string; expires_at: string; id: number; identity_id: string; opened_by: string | null; used_at: string | null };
        ComputedFields: never;
        Insert: { code_hash: string; expires_at: string; id?: never; identity_id: string; opened_by?: string | null; used_at?: string | null };
        Update: { code_hash?: string; expires_at?: string; id?: never; identity_id?: string; opened_by?: string | null; used_at?: string | null };
        Relationships: [{ foreignKeyName: "link_codes_identity_id_fkey"; columns: ["identity_id"]; isOneToOne: false; referencedRelation: "channel_identities"; referencedColumns: ["id"] }, { foreignKeyName: "link_codes_opened_by_fkey"; columns: ["opened_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      link_tries: {
        Row: { at: string; id: number; person_id: string };
        ComputedFields: never;
        Insert: { at: string; id?: never; person_id: string };
        Update: { at?: string; id?: never; person_id?: string };
        Relationships: [{ foreignKeyName: "link_tries_person_id_fkey"; columns: ["person_id"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      need_items: {
        Row: { age_band: string | null; beneficiaries: number | null; id: number; item: string; need_id: number; quantity: number; unit: string };
        ComputedFields: never;
        Insert: { age_band?: string | null; beneficiaries?: number | null; id?: never; item: string; need_id: number; quantity: number; unit: string };
        Update: { age_band?: string | null; beneficiaries?: number | null; id?: never; item?: string; need_id?: number; quantity?: number; unit?: string };
        Relationships: [{ foreignKeyName: "need_items_need_id_fkey"; columns: ["need_id"]; isOneToOne: false; referencedRelation: "needs"; referencedColumns: ["id"] }];
      };
      needs: {
        Row: { area_id: string; code: string; created_at: string; created_by: string; decided_by: string | null; exception_reason: string | null; id: number; needed_by: string; plan_year: number; programme: string; published_at: string | null; return_reason: string | null; sector: string; status: string };
        ComputedFields: never;
        Insert: { area_id: string; code: string; created_at: string; created_by: string; decided_by?: string | null; exception_reason?: string | null; id?: never; needed_by: string; plan_year: number; programme: string; published_at?: string | null; return_reason?: string | null; sector: string; status: string };
        Update: { area_id?: string; code?: string; created_at?: string; created_by?: string; decided_by?: string | null; exception_reason?: string | null; id?: never; needed_by?: string; plan_year?: number; programme?: string; published_at?: string | null; return_reason?: string | null; sector?: string; status?: string };
        Relationships: [{ foreignKeyName: "needs_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }, { foreignKeyName: "needs_created_by_fkey"; columns: ["created_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }, { foreignKeyName: "needs_decided_by_fkey"; columns: ["decided_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }, { foreignKeyName: "needs_programme_fkey"; columns: ["programme"]; isOneToOne: false; referencedRelation: "programmes"; referencedColumns: ["code"] }];
      };
      organisations: {
        Row: { id: string; is_foreign: boolean; name: string; type: string };
        ComputedFields: never;
        Insert: { id?: string; is_foreign?: boolean; name: string; type: string };
        Update: { id?: string; is_foreign?: boolean; name?: string; type?: string };
        Relationships: [];
      };
      outbox: {
        Row: { attempts: number; cost: string | null; created_at: string; dedupe_key: string; delivered_at: string | null; id: number; identity_id: string | null; lane: number; last_error: string | null; lease: string | null; lease_until: string | null; message: NonNullable<Json>; not_after: string | null; not_before: string; person_id: string; platform_message_id: string | null; refused: (string)[]; sent_at: string | null; status: string; urgency: number; via: string | null };
        ComputedFields: never;
        Insert: { attempts?: number; cost?: string | null; created_at: string; dedupe_key: string; delivered_at?: string | null; id?: never; identity_id?: string | null; lane?: number; last_error?: string | null; lease?: string | null; lease_until?: string | null; message: NonNullable<Json>; not_after?: string | null; not_before: string; person_id: string; platform_message_id?: string | null; refused?: (string)[]; sent_at?: string | null; status?: string; urgency?: number; via?: string | null };
        Update: { attempts?: number; cost?: string | null; created_at?: string; dedupe_key?: string; delivered_at?: string | null; id?: never; identity_id?: string | null; lane?: number; last_error?: string | null; lease?: string | null; lease_until?: string | null; message?: NonNullable<Json>; not_after?: string | null; not_before?: string; person_id?: string; platform_message_id?: string | null; refused?: (string)[]; sent_at?: string | null; status?: string; urgency?: number; via?: string | null };
        Relationships: [{ foreignKeyName: "outbox_identity_id_fkey"; columns: ["identity_id"]; isOneToOne: false; referencedRelation: "channel_identities"; referencedColumns: ["id"] }, { foreignKeyName: "outbox_person_id_fkey"; columns: ["person_id"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      people: {
        Row: { created_at: string; display_name: string | null; id: string; is_foreign: boolean; joined_into: string | null; language: string | null; language_chosen: boolean; organisation_id: string | null };
        ComputedFields: never;
        Insert: { created_at: string; display_name?: string | null; id?: string; is_foreign?: boolean; joined_into?: string | null; language?: string | null; language_chosen?: boolean; organisation_id?: string | null };
        Update: { created_at?: string; display_name?: string | null; id?: string; is_foreign?: boolean; joined_into?: string | null; language?: string | null; language_chosen?: boolean; organisation_id?: string | null };
        Relationships: [{ foreignKeyName: "people_joined_into_fkey"; columns: ["joined_into"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }, { foreignKeyName: "people_organisation_id_fkey"; columns: ["organisation_id"]; isOneToOne: false; referencedRelation: "organisations"; referencedColumns: ["id"] }];
      };
      phones: {
        Row: { given_at: string; id: number; person_id: string; phone: string | null; refused_at: string | null; source: string; withdrawn_at: string | null };
        ComputedFields: never;
        Insert: { given_at: string; id?: never; person_id: string; phone?: string | null; refused_at?: string | null; source: string; withdrawn_at?: string | null };
        Update: { given_at?: string; id?: never; person_id?: string; phone?: string | null; refused_at?: string | null; source?: string; withdrawn_at?: string | null };
        Relationships: [{ foreignKeyName: "phones_person_id_fkey"; columns: ["person_id"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      pledge_items: {
        Row: { age_band: string | null; id: number; item: string; need_item_id: number | null; pledge_id: number; quantity: number; unit: string };
        ComputedFields: never;
        Insert: { age_band?: string | null; id?: never; item: string; need_item_id?: number | null; pledge_id: number; quantity: number; unit: string };
        Update: { age_band?: string | null; id?: never; item?: string; need_item_id?: number | null; pledge_id?: number; quantity?: number; unit?: string };
        Relationships: [{ foreignKeyName: "pledge_items_need_item_id_fkey"; columns: ["need_item_id"]; isOneToOne: false; referencedRelation: "need_items"; referencedColumns: ["id"] }, { foreignKeyName: "pledge_items_pledge_id_fkey"; columns: ["pledge_id"]; isOneToOne: false; referencedRelation: "pledges"; referencedColumns: ["id"] }];
      };
      pledges: {
        Row: { amount_vnd: number | null; area_id: string | null; code: string; created_at: string; donor_id: string; due_on: string | null; id: number; kind: string; need_id: number | null; offered_until: string | null; outcome: string | null; reason: string | null; scheduled_on: string | null; scheduled_place: string | null; sector: string | null; service: string | null; status: string; visibility: string };
        ComputedFields: never;
        Insert: { amount_vnd?: number | null; area_id?: string | null; code: string; created_at: string; donor_id: string; due_on?: string | null; id?: never; kind: string; need_id?: number | null; offered_until?: string | null; outcome?: string | null; reason?: string | null; scheduled_on?: string | null; scheduled_place?: string | null; sector?: string | null; service?: string | null; status: string; visibility?: string };
        Update: { amount_vnd?: number | null; area_id?: string | null; code?: string; created_at?: string; donor_id?: string; due_on?: string | null; id?: never; kind?: string; need_id?: number | null; offered_until?: string | null; outcome?: string | null; reason?: string | null; scheduled_on?: string | null; scheduled_place?: string | null; sector?: string | null; service?: string | null; status?: string; visibility?: string };
        Relationships: [{ foreignKeyName: "pledges_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }, { foreignKeyName: "pledges_donor_id_fkey"; columns: ["donor_id"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }, { foreignKeyName: "pledges_need_id_fkey"; columns: ["need_id"]; isOneToOne: false; referencedRelation: "needs"; referencedColumns: ["id"] }];
      };
      policy_proposals: {
        Row: { area_id: string | null; created_at: string; id: number; person_id: string; text: string; year: number };
        ComputedFields: never;
        Insert: { area_id?: string | null; created_at: string; id?: never; person_id: string; text: string; year: number };
        Update: { area_id?: string | null; created_at?: string; id?: never; person_id?: string; text?: string; year?: number };
        Relationships: [{ foreignKeyName: "policy_proposals_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }, { foreignKeyName: "policy_proposals_person_id_fkey"; columns: ["person_id"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      programmes: {
        Row: { code: string; legal_basis: (string)[]; successor: string | null; title: string; valid_from: string; valid_to: string | null };
        ComputedFields: never;
        Insert: { code: string; legal_basis: (string)[]; successor?: string | null; title: string; valid_from: string; valid_to?: string | null };
        Update: { code?: string; legal_basis?: (string)[]; successor?: string | null; title?: string; valid_from?: string; valid_to?: string | null };
        Relationships: [{ foreignKeyName: "programmes_successor_fkey"; columns: ["successor"]; isOneToOne: false; referencedRelation: "programmes"; referencedColumns: ["code"] }];
      };
      reminder_stops: {
        Row: { person_id: string; stopped_at: string; subject: string };
        ComputedFields: never;
        Insert: { person_id: string; stopped_at: string; subject: string };
        Update: { person_id?: string; stopped_at?: string; subject?: string };
        Relationships: [{ foreignKeyName: "reminder_stops_person_id_fkey"; columns: ["person_id"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      reminders: {
        Row: { at: string; deadline_id: number; expires_at: string; id: number; outbox_id: number | null; person_id: string; reason: string };
        ComputedFields: never;
        Insert: { at: string; deadline_id: number; expires_at: string; id?: never; outbox_id?: number | null; person_id: string; reason: string };
        Update: { at?: string; deadline_id?: number; expires_at?: string; id?: never; outbox_id?: number | null; person_id?: string; reason?: string };
        Relationships: [{ foreignKeyName: "reminders_deadline_id_fkey"; columns: ["deadline_id"]; isOneToOne: false; referencedRelation: "deadlines"; referencedColumns: ["id"] }, { foreignKeyName: "reminders_outbox_id_fkey"; columns: ["outbox_id"]; isOneToOne: false; referencedRelation: "outbox"; referencedColumns: ["id"] }, { foreignKeyName: "reminders_person_id_fkey"; columns: ["person_id"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      report_addenda: {
        Row: { created_at: string; created_by: string; figures: NonNullable<Json>; id: number; report_id: number; text: string };
        ComputedFields: never;
        Insert: { created_at: string; created_by: string; figures: NonNullable<Json>; id?: never; report_id: number; text: string };
        Update: { created_at?: string; created_by?: string; figures?: NonNullable<Json>; id?: never; report_id?: number; text?: string };
        Relationships: [{ foreignKeyName: "report_addenda_created_by_fkey"; columns: ["created_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }, { foreignKeyName: "report_addenda_report_id_fkey"; columns: ["report_id"]; isOneToOne: false; referencedRelation: "reports"; referencedColumns: ["id"] }];
      };
      report_calls: {
        Row: { created_at: string; due_before: string; id: number; kind: string; looked_at: string | null; opens_at: string; ordered_by: string | null; period_from: string; period_to: string; title: string | null };
        ComputedFields: never;
        Insert: { created_at: string; due_before: string; id?: never; kind: string; looked_at?: string | null; opens_at: string; ordered_by?: string | null; period_from: string; period_to: string; title?: string | null };
        Update: { created_at?: string; due_before?: string; id?: never; kind?: string; looked_at?: string | null; opens_at?: string; ordered_by?: string | null; period_from?: string; period_to?: string; title?: string | null };
        Relationships: [{ foreignKeyName: "report_calls_ordered_by_fkey"; columns: ["ordered_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      report_schedules: {
        Row: { active: boolean; agency_after: string | null; commune_after: string | null; due_after: string; kind: string; months: number; opens_after: string };
        ComputedFields: never;
        Insert: { active: boolean; agency_after?: string | null; commune_after?: string | null; due_after: string; kind: string; months: number; opens_after: string };
        Update: { active?: boolean; agency_after?: string | null; commune_after?: string | null; due_after?: string; kind?: string; months?: number; opens_after?: string };
        Relationships: [];
      };
      reports: {
        Row: { area_id: string | null; call_id: number; code: string; created_at: string; difficulties: string | null; first_submitted_at: string | null; id: number; internal_before: string | null; nil: boolean; recommendations: string | null; return_reason: string | null; sector: string | null; snapshot: Json | null; status: string; submitted_at: string | null; submitted_by: string | null; unit: string };
        ComputedFields: never;
        Insert: { area_id?: string | null; call_id: number; code: string; created_at: string; difficulties?: string | null; first_submitted_at?: string | null; id?: never; internal_before?: string | null; nil?: boolean; recommendations?: string | null; return_reason?: string | null; sector?: string | null; snapshot?: Json | null; status?: string; submitted_at?: string | null; submitted_by?: string | null; unit: string };
        Update: { area_id?: string | null; call_id?: number; code?: string; created_at?: string; difficulties?: string | null; first_submitted_at?: string | null; id?: never; internal_before?: string | null; nil?: boolean; recommendations?: string | null; return_reason?: string | null; sector?: string | null; snapshot?: Json | null; status?: string; submitted_at?: string | null; submitted_by?: string | null; unit?: string };
        Relationships: [{ foreignKeyName: "reports_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }, { foreignKeyName: "reports_call_id_fkey"; columns: ["call_id"]; isOneToOne: false; referencedRelation: "report_calls"; referencedColumns: ["id"] }, { foreignKeyName: "reports_submitted_by_fkey"; columns: ["submitted_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      role_grants: {
        Row: { area_id: string | null; granted_by: string | null; id: number; person_id: string; role: string; sector: string | null; valid_from: string; valid_to: string | null };
        ComputedFields: never;
        Insert: { area_id?: string | null; granted_by?: string | null; id?: never; person_id: string; role: string; sector?: string | null; valid_from: string; valid_to?: string | null };
        Update: { area_id?: string | null; granted_by?: string | null; id?: never; person_id?: string; role?: string; sector?: string | null; valid_from?: string; valid_to?: string | null };
        Relationships: [{ foreignKeyName: "role_grants_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }, { foreignKeyName: "role_grants_granted_by_fkey"; columns: ["granted_by"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }, { foreignKeyName: "role_grants_person_id_fkey"; columns: ["person_id"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      settings: {
        Row: { meaning: string; name: string; value: NonNullable<Json> };
        ComputedFields: never;
        Insert: { meaning: string; name: string; value: NonNullable<Json> };
        Update: { meaning?: string; name?: string; value?: NonNullable<Json> };
        Relationships: [];
      };
      subscriptions: {
        Row: { area_id: string | null; id: number; person_id: string; sector: string | null; since: string; wanted: boolean };
        ComputedFields: never;
        Insert: { area_id?: string | null; id?: never; person_id: string; sector?: string | null; since: string; wanted: boolean };
        Update: { area_id?: string | null; id?: never; person_id?: string; sector?: string | null; since?: string; wanted?: boolean };
        Relationships: [{ foreignKeyName: "subscriptions_area_id_fkey"; columns: ["area_id"]; isOneToOne: false; referencedRelation: "areas"; referencedColumns: ["id"] }, { foreignKeyName: "subscriptions_person_id_fkey"; columns: ["person_id"]; isOneToOne: false; referencedRelation: "people"; referencedColumns: ["id"] }];
      };
      tick_steps: {
        Row: { function: string; name: string; position: number };
        ComputedFields: never;
        Insert: { function: string; name: string; position: number };
        Update: { function?: string; name?: string; position?: number };
        Relationships: [];
      };
      used_up: {
        Row: { channel: string; until: string };
        ComputedFields: never;
        Insert: { channel: string; until: string };
        Update: { channel?: string; until?: string };
        Relationships: [];
      };
      zalo_tokens: {
        Row: { access_expires_at: string | null; app_id: string; held_until: string | null; holder: string | null; refresh_issued_at: string; sealed: string; sent_hash: string | null; state: string; version: number };
        ComputedFields: never;
        Insert: { access_expires_at?: string | null; app_id: string; held_until?: string | null; holder?: string | null; refresh_issued_at: string; sealed: string; sent_hash?: string | null; state: string; version: number };
        Update: { access_expires_at?: string | null; app_id?: string; held_until?: string | null; holder?: string | null; refresh_issued_at?: string; sealed?: string; sent_hash?: string | null; state?: string; version?: number };
        Relationships: [];
      };
      zalo_tokens_spent: {
        Row: { hash: string; spent_at: string };
        ComputedFields: never;
        Insert: { hash: string; spent_at: string };
        Update: { hash?: string; spent_at?: string };
        Relationships: [];
      };
    };
    Views: { [_ in never]: never };
    Functions: {
      account_part: { Args: { p_gone: string; p_now?: string }; Returns: Json };
      address_unreachable: { Args: { p_address: string; p_channel: string; p_now: string }; Returns: undefined };
      alarm_tell: { Args: { p_kind: string; p_now?: string }; Returns: Json };
      assessment_answer: { Args: { p_answers: Json; p_area: string; p_now?: string; p_year: number }; Returns: Json };
      assessment_show: { Args: { p_area?: string; p_now?: string; p_year?: number }; Returns: Json };
      consent_give: { Args: { p_name?: string; p_now?: string; p_purpose: string; p_text_version: string }; Returns: Json };
      consent_withdraw: { Args: { p_now?: string; p_purpose: string }; Returns: Json };
      coverage_log: { Args: { p_area: string; p_date?: string; p_items: Json; p_need?: string; p_now?: string; p_source: string; p_text?: string }; Returns: Json };
      delivery_amend: { Args: { p_date?: string; p_delivery: string; p_items?: Json; p_now?: string; p_reject_reason?: string; p_rejected?: number; p_surplus?: string }; Returns: Json };
      delivery_log: { Args: { p_area?: string; p_child_turns?: number; p_date?: string; p_evidence?: Json; p_items?: Json; p_need?: string; p_now?: string; p_pledge?: string; p_reject_reason?: string; p_rejected?: number; p_surplus?: string; p_text?: string }; Returns: Json };
      delivery_reverse: { Args: { p_delivery: string; p_now?: string }; Returns: Json };
      delivery_show: { Args: { p_delivery: string; p_now?: string }; Returns: Json };
      difficulty_acknowledge: { Args: { p_difficulty: string; p_now?: string }; Returns: Json };
      difficulty_answer: { Args: { p_difficulty: string; p_now?: string; p_text: string; p_waiting?: boolean }; Returns: Json };
      difficulty_assign: { Args: { p_difficulty: string; p_now?: string; p_sector?: string }; Returns: Json };
      difficulty_close: { Args: { p_difficulty: string; p_now?: string }; Returns: Json };
      difficulty_escalate: { Args: { p_difficulty: string; p_now?: string }; Returns: Json };
      difficulty_guess: { Args: { p_now?: string }; Returns: Json };
      difficulty_link: { Args: { p_delivery?: string; p_difficulty: string; p_need?: string; p_now?: string; p_pledge?: string }; Returns: Json };
      difficulty_list: { Args: { p_area?: string; p_may?: string; p_now?: string; p_offset?: number; p_status?: string }; Returns: Json };
      difficulty_reopen: { Args: { p_difficulty: string; p_now?: string }; Returns: Json };
      difficulty_report: { Args: { p_delivery?: string; p_need?: string; p_now?: string; p_pledge?: string; p_text: string; p_urgent?: boolean }; Returns: Json };
      difficulty_show: { Args: { p_difficulty: string; p_now?: string }; Returns: Json };
      difficulty_withdraw: { Args: { p_difficulty: string; p_now?: string }; Returns: Json };
      digest_cancel: { Args: { p_digest: number; p_now?: string }; Returns: Json };
      digest_preview: { Args: { p_date?: string; p_now?: string }; Returns: Json };
      digest_send: { Args: { p_date?: string; p_now?: string; p_title?: string }; Returns: Json };
      digest_subscribe: { Args: { p_area?: string; p_now?: string; p_sector?: string; p_text_version?: string }; Returns: Json };
      digest_unsubscribe: { Args: { p_area?: string; p_now?: string; p_sector?: string }; Returns: Json };
      document_by_link: { Args: { p_now: string; p_token_hash: string }; Returns: Json };
      document_link: { Args: { p_format: string; p_language: string; p_now: string; p_outbox: number; p_token_hash: string }; Returns: string };
      document_of: { Args: { p_now: string; p_outbox: number }; Returns: Json };
      evidence_add: { Args: { p_delivery: string; p_evidence: Json; p_now?: string }; Returns: Json };
      gazetteer: { Args: Record<PropertyKey, never>; Returns: Json };
      inbox_claim: { Args: { p_lease_seconds: number; p_limit: number; p_now: string }; Returns: Json };
      inbox_put: { Args: { p_events: Json; p_now: string }; Returns: number };
      invitation_create: { Args: { p_area?: string; p_code_hash: string; p_now?: string; p_role: string; p_sector?: string }; Returns: Json };
      invitation_redeem: { Args: { p_code_hash: string; p_now?: string }; Returns: Json };
      invitation_show: { Args: { p_code_hash: string; p_now?: string }; Returns: Json };
      is_empty: { Args: Record<PropertyKey, never>; Returns: boolean };
      language_set: { Args: { p_language: string; p_now?: string }; Returns: Json };
      lease_take: { Args: { p_holder: string; p_name: string; p_now: string; p_seconds: number }; Returns: boolean };
      leases_abandon: { Args: { p_now: string }; Returns: undefined };
      link_code_give: { Args: { p_now?: string }; Returns: Json };
      link_code_open: { Args: { p_code_hash: string; p_now?: string }; Returns: Json };
      link_code_redeem: { Args: { p_code_hash: string; p_now?: string }; Returns: Json };
      need_approve: { Args: { p_need: string; p_now?: string; p_publish?: boolean }; Returns: Json };
      need_create: { Args: { p_area: string; p_beneficiaries?: number; p_due: string; p_items: Json; p_now?: string; p_reason?: string; p_sector: string }; Returns: Json };
      need_list: { Args: { p_age_band?: string; p_area?: string; p_due?: string; p_full?: boolean; p_item?: string; p_limit?: number; p_now?: string; p_offset?: number; p_sector?: string; p_sort?: string }; Returns: Json };
      need_publish: { Args: { p_need: string; p_now?: string }; Returns: Json };
      need_return: { Args: { p_need: string; p_now?: string; p_reason: string }; Returns: Json };
      need_show: { Args: { p_need: string; p_now?: string }; Returns: Json };
      need_similar: { Args: { p_except: string; p_item: string; p_now?: string }; Returns: Json };
      need_withdraw: { Args: { p_need: string; p_now?: string }; Returns: Json };
      open_need: { Args: { p_need: string }; Returns: Json };
      open_needs: { Args: { p_area?: string; p_item?: string; p_sector?: string; p_status?: string }; Returns: Json };
      open_pledge: { Args: { p_pledge: string }; Returns: Json };
      open_stats: { Args: Record<PropertyKey, never>; Returns: Json };
      open_thanks: { Args: Record<PropertyKey, never>; Returns: Json };
      outbox_claim: { Args: { p_away?: (string)[]; p_channels: (string)[]; p_full?: (string)[]; p_joined?: (string)[]; p_lease_seconds: number; p_limit: number; p_now: string; p_templates?: (string)[] }; Returns: Json };
      outbox_settle: { Args: { p_error?: string; p_id: number; p_lease: string; p_message_id?: string; p_now?: string; p_outcome: string; p_quota?: Json; p_retry_at?: string; p_used?: number }; Returns: undefined };
      person_describe: { Args: { p_address: string; p_channels: (string)[]; p_foreign?: boolean; p_language: string; p_name: string; p_now?: string; p_organisation?: string; p_organisation_type?: string }; Returns: string };
      phone_give: { Args: { p_now?: string; p_phone: string; p_source: string }; Returns: Json };
      phone_share: { Args: { p_now?: string; p_phone: string }; Returns: Json };
      phone_withdraw: { Args: { p_now?: string }; Returns: Json };
      pledge_amend: { Args: { p_amount?: number; p_due?: string; p_items?: Json; p_now?: string; p_pledge: string; p_visibility?: string }; Returns: Json };
      pledge_cancel: { Args: { p_now?: string; p_pledge: string; p_reason?: string }; Returns: Json };
      pledge_claim: { Args: { p_now?: string; p_pledge: string }; Returns: Json };
      pledge_confirm: { Args: { p_now?: string; p_pledge: string }; Returns: Json };
      pledge_create: { Args: { p_amount?: number; p_area?: string; p_due?: string; p_instalments?: number; p_items?: Json; p_need?: string; p_now?: string; p_sector?: string; p_service?: string; p_visibility?: string; p_waitlist?: boolean }; Returns: Json };
      pledge_decline: { Args: { p_now?: string; p_pledge: string; p_reason: string }; Returns: Json };
      pledge_list: { Args: { p_now?: string; p_offset?: number; p_pledge?: string; p_status?: string }; Returns: Json };
      pledge_schedule: { Args: { p_date: string; p_now?: string; p_place?: string; p_pledge: string }; Returns: Json };
      pledge_show: { Args: { p_now?: string; p_pledge: string }; Returns: Json };
      policy_propose: { Args: { p_now?: string; p_text: string }; Returns: Json };
      queue_depths: { Args: { p_now: string }; Returns: Json };
      receipt_put: { Args: { p_now: string; p_tracking: string }; Returns: boolean };
      reminder_list: { Args: { p_date?: string; p_now?: string }; Returns: Json };
      reminder_said: { Args: { p_now?: string }; Returns: Json };
      reminder_settings: { Args: { p_date?: string; p_mode?: string; p_now?: string; p_pledge?: string }; Returns: Json };
      report_accept: { Args: { p_code: string; p_now?: string }; Returns: Json };
      report_addendum: { Args: { p_code: string; p_now?: string; p_text: string }; Returns: Json };
      report_compilation: { Args: { p_code: string; p_now?: string }; Returns: Json };
      report_compile: { Args: { p_code?: string; p_from?: string; p_now?: string; p_to?: string }; Returns: Json };
      report_draft: { Args: { p_code: string; p_now?: string }; Returns: Json };
      report_list: { Args: { p_area?: string; p_code?: string; p_from?: string; p_now?: string; p_open?: boolean; p_to?: string }; Returns: Json };
      report_order: { Args: { p_area?: string; p_due: string; p_now?: string; p_text: string }; Returns: Json };
      report_progress: { Args: { p_from?: string; p_now?: string; p_to?: string }; Returns: Json };
      report_recipients: { Args: { p_from?: string; p_now?: string; p_to?: string }; Returns: Json };
      report_return: { Args: { p_code: string; p_now?: string; p_reason: string }; Returns: Json };
      report_save: { Args: { p_code: string; p_difficulties?: string; p_now?: string; p_recommendations?: string }; Returns: Json };
      report_sent: { Args: { p_acknowledged?: boolean; p_code: string; p_date?: string; p_now?: string; p_position: number }; Returns: Json };
      report_submit: { Args: { p_code: string; p_difficulties?: string; p_nil?: boolean; p_now?: string; p_recommendations?: string }; Returns: Json };
      status_query: { Args: { p_area?: string; p_item?: string; p_now?: string; p_offset?: number; p_sector?: string; p_status?: string }; Returns: Json };
      tick: { Args: { p_now: string }; Returns: Json };
      turn_commit: { Args: { p_acts?: Json; p_channel: string; p_event: number; p_forget?: boolean; p_language?: string; p_lease: string; p_messages: Json; p_not_before?: string; p_now?: string; p_replaces?: string; p_state: Json }; Returns: Json };
      turn_fail: { Args: { p_error: string; p_event: number; p_lease: string; p_now: string }; Returns: string };
      zalo_tokens_begin: { Args: { p_app: string; p_hash: string; p_holder: string; p_now: string; p_seconds: number; p_version: number }; Returns: string };
      zalo_tokens_fail: { Args: { p_app: string; p_holder: string; p_now: string; p_version: number }; Returns: boolean };
      zalo_tokens_put: { Args: { p_access_expires_at: string; p_app: string; p_hash: string; p_issued_at: string; p_replaces?: string; p_sealed: string; p_version: number }; Returns: string };
      zalo_tokens_read: { Args: { p_app: string }; Returns: Json };
      zalo_tokens_unsent: { Args: { p_app: string; p_hash: string; p_holder: string; p_version: number }; Returns: boolean };
      zalo_tokens_warn: { Args: { p_app: string; p_kind: string; p_now: string; p_version: number }; Returns: undefined };
    };
    Enums: { [_ in never]: never };
    CompositeTypes: { [_ in never]: never };
  };
};
