/// Where frames come from: [CaptureSource] fills [Block]s with records, from files here and from interfaces later.
///
/// After a block there is only `byte[]`: a frame is a range of a block's bytes, its facts stand in columns
/// beside them,
/// and
/// whatever must outlive the block's round is copied out. Frames are named by [FrameRef], which is what evidence is
/// made of.
package earshot.capture;
