namespace SmtpAdmin.Relay.Protocol;

/// <summary>What a step of the <see cref="DataDecoder"/> took from its input.</summary>
/// <param name="Consumed">How many bytes of the input are done with.</param>
/// <param name="ContentStart">Where in the input the content begins.</param>
/// <param name="ContentLength">How many bytes of content there are.</param>
/// <param name="IsEnd">Whether the message ended here.</param>
internal readonly record struct DataStep(int Consumed, int ContentStart, int ContentLength, bool IsEnd);
