namespace SmtpAdmin.Core.Reporting;

/// <summary>One bar of a chart.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Value">Its length.</param>
/// <param name="Most">The length of a whole bar.</param>
/// <param name="Class">Its colour.</param>
/// <param name="Text">What stands behind it.</param>
internal sealed record ChartBar(string Label, int Value, int Most, string Class, string Text);
