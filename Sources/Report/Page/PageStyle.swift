/// How the page looks: on a phone, on a wide screen, in the dark and on paper. CSS of our own, without anything from the
/// database.
enum PageStyle {
  static var css: String { [colours, page, tables, drawings, passages, print].joined(separator: "\n") }

  /// Okabe & Ito's palette, which colour-blind people can tell apart; on white the lighter ones are a little darker, so that
  /// each has a contrast of 3 to 1 to its ground.
  private static let colours = """
    :root{color-scheme:light dark;--paper:#fff;--raised:#f6f7f9;--ink:#1a1d21;--soft:#59616b;--rule:#dfe3e8;--grid:#e9ecf0;
    --accent:#0072b2;--shade:#0002;--yes:#d6e8f5;--c0:#0072b2;--c1:#d55e00;--c2:#009e73;--c3:#b8568c;--c4:#1a1d21;--c5:#2b8fc9;--c6:#a87800;
    --c7:#7a5cc0;--s1:#fff1dc;--s2:#fee2bb;--s3:#fdcb91;--s4:#fba866;--s5:#ef7f45;--s6:#c9461f;--s7:#8c1d0c;--s4-ink:#1a1d21;
    --s6-ink:#fff;--a1:#e3f0fa;--a2:#b9daf1;--a3:#7fbbe3;--a4:#3a8fcb;--b1:#fdeedd;--b2:#fbd5ab;--b3:#f3b067;--b4:#dd8420}
    @media (prefers-color-scheme:dark){:root{--paper:#121519;--raised:#1a1e24;--ink:#e9ebee;--soft:#9da6b1;--rule:#2c323a;
    --grid:#23282f;--accent:#56b4e9;--shade:#000a;--yes:#173349;--c0:#4ea8e0;--c1:#f07f2e;--c2:#1fbf93;--c3:#dd8fbb;--c4:#e9ebee;--c5:#8fd0f5;
    --c6:#e69f00;--c7:#f0e442;--s1:#2b211a;--s2:#40291b;--s3:#5a351c;--s4:#7d471b;--s5:#a95f18;--s6:#e08c2b;--s7:#ffd08a;
    --s4-ink:#fff;--s6-ink:#121519;--a1:#152735;--a2:#173b55;--a3:#1b567f;--a4:#2a7fb8;--b1:#2e2217;--b2:#4a3115;--b3:#6f4612;
    --b4:#9a6110}}
    .c0{--c:var(--c0)}.c1{--c:var(--c1)}.c2{--c:var(--c2)}.c3{--c:var(--c3)}.c4{--c:var(--c4)}.c5{--c:var(--c5)}
    .c6{--c:var(--c6)}.c7{--c:var(--c7)}.other{--c:var(--soft)}
    """

  private static let page = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,
    "Noto Sans","Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
    main,footer,body>.note,.empty{max-width:1320px;margin:0 auto;padding:0 32px}
    main{padding-top:56px;padding-bottom:24px}
    main+main{border-top:1px solid var(--rule)}
    footer{padding-top:20px;padding-bottom:48px;color:var(--soft);font-size:13px;border-top:1px solid var(--rule)}
    header{margin-bottom:56px}
    .over{margin:0 0 8px;color:var(--soft);font-size:15px}
    h1{margin:0;max-width:24em;font-size:clamp(27px,4.4vw,42px);line-height:1.16;font-weight:650;letter-spacing:-.018em;
    text-wrap:balance}
    h1 .soft{font-weight:400}
    h2{margin:0 0 6px;font-size:24px;line-height:1.25;font-weight:650;letter-spacing:-.01em}
    h3{margin:0 0 6px;font-size:16px;line-height:1.35;font-weight:600}
    section{margin:0 0 64px}
    section>h3{margin-top:28px}
    .lead,.verdict{max-width:44em;margin:0 0 22px}
    .lead{color:var(--soft)}
    .verdict{margin-top:14px;font-size:19px;line-height:1.45}
    .soft{color:var(--soft)}
    .note{max-width:50em;margin:10px 0 0;color:var(--soft);font-size:14px}
    code{font:13px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
    .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    .tiles{display:flex;flex-wrap:wrap;gap:20px 44px;margin:28px 0 0}
    .tiles div{display:flex;flex-direction:column-reverse}
    .tiles dt{color:var(--soft);font-size:14px}
    .tiles dd{margin:0;font-size:25px;line-height:1.2;font-weight:600;letter-spacing:-.01em}
    .facts{margin:0 0 20px;font-size:14px}
    .facts div{display:grid;grid-template-columns:9em minmax(0,1fr);gap:0 16px;padding:7px 0;border-top:1px solid var(--rule)}
    .facts dt{color:var(--soft)}
    .facts dd{margin:0}
    details{border-top:1px solid var(--rule);padding:8px 0}
    details:last-of-type{border-bottom:1px solid var(--rule)}
    summary{cursor:pointer}
    details .facts,details .scroll{margin:10px 0 4px}
    @media (max-width:640px){main,footer,body>.note,.empty{padding-left:16px;padding-right:16px}main{padding-top:32px}
    header,section{margin-bottom:48px}.tiles{gap:16px 30px}.tiles dd{font-size:21px}.verdict{font-size:17px}
    .facts div{grid-template-columns:minmax(0,1fr)}}
    """

  private static let tables = """
    .scroll{overflow-x:auto;margin:0 0 8px;outline-offset:3px;background:linear-gradient(to left,var(--paper) 40%,transparent)
    100% 0/44px 100% no-repeat local,linear-gradient(to left,var(--shade),transparent) 100% 0/14px 100% no-repeat scroll}
    .scroll:focus-visible{outline:2px solid var(--accent)}
    table{border-collapse:collapse;font-size:14px;line-height:1.4;overflow-wrap:break-word}
    th,td{padding:8px 12px;border-bottom:1px solid var(--rule);text-align:left;white-space:nowrap;font-weight:400}
    thead th{color:var(--soft);font-size:13px;vertical-align:bottom;border-bottom-color:var(--soft)}
    tbody th{font-weight:600}
    th:first-child,td:first-child{padding-left:0}
    .scroll th:first-child{position:sticky;left:0;background:var(--paper)}
    .number{text-align:right}
    .matrix td{min-width:82px;text-align:center;border:2px solid var(--paper)}
    .matrix thead th{text-align:center;border-bottom:0}
    .matrix tbody th{border-bottom:0;max-width:13em;white-space:normal}
    .matrix thead th:first-child{text-align:left}
    .matrix b{display:block;font-weight:600}
    .matrix small{font-size:12px}
    .matrix .yes{background:var(--yes)}
    .matrix .no{background:var(--raised);color:var(--soft)}
    .mixture{max-width:44em;margin:0 0 24px}
    .bar{display:flex;gap:2px;height:14px;border-radius:3px;overflow:hidden;margin:4px 0 8px}
    .mixture .bar span{background:var(--c)}
    .parts{display:flex;flex-wrap:wrap;gap:4px 26px;margin:0;padding:0;list-style:none;font-size:14.5px}
    .parts li::before{content:"";display:inline-block;width:10px;height:10px;margin-right:8px;border-radius:2px;
    background:var(--c)}
    .parts b{margin-left:8px}
    @media (max-width:640px){th,td{padding:8px 10px}.matrix td{min-width:74px}.scroll th:first-child{max-width:38vw;
    white-space:normal}.scroll td:first-child{min-width:8em}}
    """

  private static let drawings = """
    figure{margin:0;min-width:0}
    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,430px),1fr));gap:36px 44px;margin:0 0 20px}
    .charts figure{max-width:560px}
    .wide{max-width:780px;margin:14px 0 30px}
    figcaption{margin-top:6px;color:var(--soft);font-size:13.5px;line-height:1.45}
    .chart{display:block;width:100%;height:auto;overflow:visible;font-size:12.5px;font-family:inherit}
    .chart text{fill:var(--ink)}
    .chart .tick,.chart .title,.chart .soft{fill:var(--soft)}
    .chart .figure{font-weight:600}
    .chart .soft{font-size:11px}
    .end{text-anchor:end}
    .middle{text-anchor:middle}
    .chart path{fill:none}
    .grid{stroke:var(--grid)}
    .axis{stroke:var(--soft)}
    .share rect{fill:var(--rule);fill-opacity:.65}
    .wide .chart{font-size:11.5px}
    .leader{stroke:var(--rule)}
    .line{stroke:var(--c);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
    .dashed{stroke-width:1.4;stroke-dasharray:5 4}
    .dotted{stroke-width:1.4;stroke-dasharray:1 4}
    .chart .mark path{fill:var(--c);stroke:var(--paper);stroke-width:1}
    .chart .mark .whisker{fill:none;stroke:var(--c);stroke-width:2.4;stroke-opacity:.55}
    .chart .mark .thin{stroke-width:1.6}
    @media (max-width:480px){.chart{font-size:14px}.chart .soft{font-size:12px}.wide .chart{font-size:16px}}
    """

  /// A pane for each radio button: as many as models have colours, and one that compares two.
  private static var passages: String {
    let panes = (0...ChartMark.kinds).map { place in
      """
      .r\(place):checked~.p\(place){display:block}
      .r\(place):checked~.tabs .l\(place){background:var(--ink);color:var(--paper);border-color:var(--ink)}
      @media print{.tabs label{display:none}.r\(place):checked~.tabs .l\(place){display:block}}
      .r\(place):focus-visible~.tabs .l\(place){outline:2px solid var(--accent);outline-offset:2px}
      """
    }
    return """
      .passage{margin:0;padding:0;border:0;min-width:0}
      .passage input{position:absolute;opacity:0;pointer-events:none}
      .tabs{display:flex;flex-wrap:wrap;gap:8px;margin:0 0 18px}
      .tabs label{padding:4px 13px;border:1px solid var(--rule);border-radius:999px;font-size:14px;cursor:pointer}
      .pane{display:none}
      .tokens{max-width:50em;margin:0 0 14px;font-size:17px;line-height:1.95}
      .tokens bdi,.key span{padding:2px 4px;border-radius:4px;-webkit-box-decoration-break:clone;box-decoration-break:clone}
      .key{color:var(--soft);font-size:14px;margin:0}
      .tokens .aside,.key .aside{margin-left:14px;padding:0;color:inherit;font-size:inherit}
      .key span{display:inline-block;min-width:2em;text-align:center;color:var(--ink);font-size:13px}
      .s1{background:var(--s1)}.s2{background:var(--s2)}.s3{background:var(--s3)}
      .tokens .s4,.key .s4{background:var(--s4);color:var(--s4-ink)}.tokens .s5,.key .s5{background:var(--s5);color:var(--s4-ink)}
      .tokens .s6,.key .s6{background:var(--s6);color:var(--s6-ink)}.tokens .s7,.key .s7{background:var(--s7);color:var(--s6-ink)}
      .a1{background:var(--a1)}.a2{background:var(--a2)}.a3{background:var(--a3)}.a4{background:var(--a4)}
      .b1{background:var(--b1)}.b2{background:var(--b2)}.b3{background:var(--b3)}.b4{background:var(--b4)}

      """ + panes.joined(separator: "\n")
  }

  private static let print = """
    @media print{@page{margin:16mm}body{font-size:10.5pt}main{padding:0;max-width:none}*{print-color-adjust:exact;
    -webkit-print-color-adjust:exact}figure,.mixture,tr,.tiles div{break-inside:avoid}h2,h3,.lead{break-after:avoid}
    .scroll{overflow:visible;background:none}.matrix td{min-width:0}.matrix small{font-size:6.5pt}table{font-size:8.5pt}th,td{padding:3px 6px;white-space:normal}
    .charts{grid-template-columns:1fr 1fr;gap:20px 24px}section{margin-bottom:32px}}
    """
}
