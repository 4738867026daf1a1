//! The character that a glyph stands for.
//!
//! Reads what the font says of it. A font that is in the file and says nothing, but whose codes are those of a Chinese character map
//! (GBK-EUC-H, or the numbers of Adobe-GB1), is read by that map. What stays without a character is U+FFFD.
//!
//! Fonts with one picture for several characters name the wrong one at times: `⽅` (U+2F45, a radical) for `方`. These are folded.

use std::collections::HashMap;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Stream, String as Text};

/// The ordinary characters for U+2E80 to U+2EF3, radicals, where there is one.
const RADICALS: &str = "⺀厂乛乚乙亻冂⺇刀刂卜㔾小小兀尣尢⺑巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王⺪目示礻⺮糹纟罓罒㓁冗⺵羊⺷⺸耂肀聿肉⺽艹艹\
    艹虎衤覀西见角⻇讠贝⻊车辶辶辶邑钅長镸长门⻕阝雨青韦页风飞食⻞飠饣⻡马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";
/// The same for U+2F00 to U+2FD5, the radicals of Kangxi's dictionary; 青 is written as it is now.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手\
    支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳\
    聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯\
    鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
/// The same for U+F900 to U+FAD9, which stand twice in Unicode for the sake of older character sets.
const COMPATIBLE: &str = "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄\
    鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵\
    呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂\
    燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺\
    切度拓糖宅洞暴輻行降見廓兀嗀﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎\
    懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘﩮﩯並况全侀充冀勇勺喝啕喙嗢塚墳奄奔\
    婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹\
    變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎";

/// The ordinary character for one that only looks like it.
pub(super) fn folded(c: char) -> char {
    let (from, ordinary) = match c {
        '\u{2e80}'..='\u{2ef3}' => ('\u{2e80}', RADICALS),
        '\u{2f00}'..='\u{2fd5}' => ('\u{2f00}', KANGXI),
        '\u{f900}'..='\u{fad9}' => ('\u{f900}', COMPATIBLE),
        _ => return c,
    };
    ordinary.chars().nth(c as usize - from as usize).unwrap_or(c)
}

/// Whether a character is as wide as it is high, as Chinese ones and their punctuation are.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}')
        || matches!(c, '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '—' | '…' | '①'..='⒇')
}

/// What a font says of its codes by a Chinese character map: from code to number, and from number to character.
struct Codes {
    numbers: CMap,
    characters: CMap,
}

/// The fonts of a file that say nothing of their characters but by a Chinese character map, by name. Two of one name that differ say nothing.
#[derive(Default)]
pub(super) struct Fonts {
    named: HashMap<String, Option<(Vec<u8>, Codes)>>,
}

impl Fonts {
    /// Takes note of a dictionary of the file, if it is that of such a font.
    pub(super) fn note(&mut self, font: &Dict<'_>) {
        let Some((name, map)) = named(font) else { return };
        match self.named.get(&name) {
            Some(Some((other, _))) if *other != map => drop(self.named.insert(name, None)),
            Some(_) => {}
            None => drop(codes(&map, font).and_then(|codes| self.named.insert(name, Some((map, codes))))),
        }
    }

    /// The characters of a glyph: mostly one.
    pub(super) fn characters(&self, glyph: &Glyph<'_>) -> BfString {
        let said = glyph.as_unicode().filter(|said| *said != BfString::Char('\0'));
        said.or_else(|| self.by_map(glyph)).unwrap_or(BfString::Char('\u{fffd}'))
    }

    fn by_map(&self, glyph: &Glyph<'_>) -> Option<BfString> {
        let Glyph::Outline(outline) = glyph else { return None };
        if self.named.is_empty() {
            return None;
        }
        let (_, codes) = self.named.get(&outline.font_data()?.postscript_name?)?.as_ref()?;
        let number = (1..=4).find_map(|length| codes.numbers.lookup_cid_code(outline.char_code(), length))?;
        codes.characters.lookup_bf_string(number)
    }
}

/// The name and the character map of a font of many characters that does not say which they are.
fn named(font: &Dict<'_>) -> Option<(String, Vec<u8>)> {
    if font.get::<Name<'_>>(b"Subtype")?.as_ref() != b"Type0" || font.contains_key(b"ToUnicode") {
        return None;
    }
    let name = font.get::<Name<'_>>(b"BaseFont")?;
    let name = match name.as_str().split_once('+') {
        Some((prefix, name)) if prefix.len() == 6 => name,
        _ => name.as_str(),
    };
    Some((name.to_owned(), font.get::<Name<'_>>(b"Encoding")?.as_ref().to_vec()))
}

fn codes(map: &[u8], font: &Dict<'_>) -> Option<Codes> {
    let inner = font.get::<Array<'_>>(b"DescendantFonts")?.iter::<Dict<'_>>().next()?;
    let numbers = match CMapName::from_bytes(map) {
        // The codes are the numbers of glyphs. Those of Adobe-GB1 say what the characters are, unless the file only claims it: then codes go
        // through to a TrueType font as they are.
        CMapName::IdentityH | CMapName::IdentityV => {
            let outline =
                inner.get::<Name<'_>>(b"Subtype")?.as_ref() == b"CIDFontType2" && inner.get::<Stream<'_>>(b"CIDToGIDMap").is_none();
            (!outline).then(CMap::identity_h)?
        }
        name => CMap::parse(load_embedded(name)?, load_embedded)?,
    };
    let family = match &numbers.metadata().character_collection {
        Some(collection) if collection.family != CidFamily::AdobeIdentity => collection.family.clone(),
        _ => {
            let system = inner.get::<Dict<'_>>(b"CIDSystemInfo")?;
            let said = |key: &[u8]| Some(system.get::<Text<'_>>(key)?.to_vec());
            CidFamily::from_registry_ordering(&said(b"Registry")?, &said(b"Ordering")?)
        }
    };
    Some(Codes { numbers, characters: CMap::parse(load_embedded(family.ucs2_cmap()?)?, load_embedded)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_looks_like_a_character_is_folded() {
        let seen = ['\u{2f45}', '\u{2f00}', '\u{2ed3}', '\u{2fad}', '\u{f967}', '方', 'A', '\u{fa0f}'];
        assert_eq!(seen.map(folded), ['方', '一', '长', '青', '不', '方', 'A', '\u{fa0f}']);
    }

    #[test]
    fn the_tables_are_as_long_as_their_blocks() {
        assert_eq!([RADICALS, KANGXI, COMPATIBLE].map(|table| table.chars().count()), [0x74, 0xd6, 0x1da]);
    }
}
