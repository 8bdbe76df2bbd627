import { expect, test } from "vitest";
import { say } from "./world.ts";

test.for([
  ["mình không rành tiếng Anh, nhắn tiếng Việt đi", "vi"],
  ["I don't speak Vietnamese, English please", "en"],
  ["stop writing in English, I want Vietnamese", "vi"],
  ["từ giờ nói tiếng Anh với tôi thay vì tiếng Việt", "en"],
  ["chuyển từ tiếng Việt sang tiếng Anh", "en"],
  ["đổi English qua tiếng Việt", "vi"],
  ["can we talk in Vietnamese instead of English", "vi"],
  ["tiếng Anh tôi đọc không hiểu, đổi lại giùm", "vi"],
  ["viết tiếng việt cho dễ hiểu, đừng viết tiếng anh nữa", "vi"],
  ["answer me in english not vietnamese", "en"],
  ["no more Vietnamese please", "en"],
  ["không cần tiếng Anh nữa", "vi"],
  ["dung noi tieng anh nua", "vi"],
  ["dung tieng anh di", "en"],
  ["mẹ tôi chỉ biết tiếng Việt", "vi"],
  ["my colleague reads only English, please switch", "en"],
  ["trả lời bằng tiếng Anh, tôi biết tiếng Việt chút ít thôi", "en"],
  ["nói tiếng Anh được không", "en"],
] as const)("%s: %s", ([text, language]) => {
  expect(say(text).slots.language).toBe(language);
});
