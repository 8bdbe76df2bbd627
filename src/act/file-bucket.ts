/** The one storage bucket: photos and documents of deliveries. Named so in supabase/config.toml, too. */
export const fileBucket = "files";
