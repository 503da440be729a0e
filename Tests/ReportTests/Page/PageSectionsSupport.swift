@testable import Report

/// What one section of the page says.
enum PageSection {
  static func written(_ write: (inout HTMLDocument) -> Void) -> String {
    var html = HTMLDocument()
    write(&html)
    return html.written
  }

  /// Without markup, for reading.
  static func words(_ write: (inout HTMLDocument) -> Void) -> String {
    written(write).replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
  }

  static var models: ChartedModels { ChartedModels(PageSample.chapter()) }
}
