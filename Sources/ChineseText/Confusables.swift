/// Characters that only look like a unified ideograph: radicals and compatibility ideographs.
///
/// Text that went through a PDF or an old font is full of them. They are the compatibility
/// decompositions of the Unicode Character Database, and its `EquivalentUnifiedIdeograph` for the
/// radicals supplement; 〓 stands where a code point has no such equivalent.
enum Confusables {
  /// The ideograph that each confusable scalar stands for.
  static let ideographs: [Unicode.Scalar: Unicode.Scalar] = {
    var ideographs: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (first, forms) in [
      (0x2E80, radicalsSupplement), (0x2F00, kangxiRadicals), (0xF900, compatibilityIdeographs),
    ] as [(UInt32, String)] {
      for (offset, form) in forms.unicodeScalars.enumerated() where form != "〓" {
        guard let confusable = Unicode.Scalar(first + UInt32(offset)) else { continue }
        ideographs[confusable] = form
      }
    }
    return ideographs
  }()

  private static let radicalsSupplement = """
    〓厂〓乚乙亻冂几刀刂卜〓小小〓〓尢〓巳幺彑彐忄〓扌攵〓旡日月歺母民氵氺灬爫爫丬牛犭王疋目\
    示礻竹糹纟罒罒〓〓〓羊羊羊耂〓聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長〓长门阜阝雨\
    青韦页风飞食食飠饣〓马骨鬼鱼鸟卤麦黄黾〓齐歯齿〓龙龜〓龟
    """

  private static let kangxiRadicals = """
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸\
    屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父\
    爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自\
    至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面\
    革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠
    """

  private static let compatibilityIdeographs = """
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼\
    郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾\
    菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅\
    濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚\
    聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率\
    隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻\
    行降見廓兀嗀〓〓塚〓晴〓〓凞猪益礼神祥福靖精羽〓蘒〓諸〓〓逸都〓〓〓飯飼館鶴郞隷侮僧免勉\
    勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著\
    褐視謁謹賓贈辶逸難響頻恵〓舘〓〓並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲\
    戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆\
    視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜〓〓〓㮝䀘䀹〓〓〓齃龎
    """
}
